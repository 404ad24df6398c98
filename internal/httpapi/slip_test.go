package httpapi

import (
	"net/http"
	"strings"
	"testing"

	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/yigoutest"
)

// The paper says what the pages say, to the household, its station and the
// office alike, and to nobody else.
func TestTheSlipSaysWhatThePassbookSays(t *testing.T) {
	v := newValley(t)
	v.signedOrder(v.signedIn("13900001111"), "slip")
	home := v.asHousehold()
	line := v.onlyLine(home)
	var list HouseholdSummaryList
	home.get(api+"/me/household").want(200, &list)
	sum := list.Items[0]
	path := "/households/" + text(v.households[0]) + "/slip"

	mine := home.get(api + "/me/household/" + text(v.households[0]) + "/slip").want(200)
	words, pages := yigoutest.PDFText(t, mine.body)
	if pages != 1 || mine.Header.Get("Content-Type") != "application/pdf" {
		t.Errorf("%d pages as %s", pages, mine.Header.Get("Content-Type"))
	}
	for _, want := range []string{
		sum.Name, sum.VillageName, sum.Code, "已卖，还在售后期\n" + money.Fen(sum.AccruedFen).Yuan() + "\n",
		"已到账\n" + money.Fen(sum.PaidFen).Yuan() + "\n", "待打款\n" + money.Fen(sum.PayableFen).Yuan() + "\n",
		line.ProductName + "\n" + line.StateLabel + "\n" + money.Fen(line.AmountFen).Yuan() + "\n",
		"以上合计\n" + money.Fen(line.AmountFen).Yuan() + "\n", "023-53220000",
	} {
		if !strings.Contains(words, want) {
			t.Errorf("%q is not on the paper: %q", want, words)
		}
	}
	for _, b := range []struct {
		who  *browser
		path string
	}{{v.station, api + "/station" + path}, {v.town, api + "/district" + path}} {
		if theirs, _ := yigoutest.PDFText(t, b.who.get(b.path).want(200).body); theirs != words {
			t.Errorf("%s prints %q", b.path, theirs)
		}
	}
	neighbour, _ := v.neighbours()
	neighbour.get(api + "/station" + path).want(http.StatusNotFound)
	v.signedIn("13900001111").get(api + "/me/household/" + text(v.households[0]) + "/slip").want(http.StatusNotFound)
	var log AuditRowList
	v.district.get(api+"/district/audit?object_kind=household").want(200, &log)
	if len(log.Items) < 2 || !strings.Contains(log.Items[0].VerbLabel+log.Items[1].VerbLabel, "打印农户存折") {
		t.Errorf("the audit log has %+v", log.Items)
	}
}
