package httpapi

import (
	"context"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/yigoutest"
)

// The paper shows the digits and not the token, whose address is in the code to
// scan alone; the database keeps neither.
func TestTheCardIsPrintedOnce(t *testing.T) {
	v := newValley(t)
	path := api + "/station/households/" + text(v.households[0]) + "/card"
	var card PassbookCard
	v.station.get(path).want(200, &card)
	if card.Issued || card.Locked {
		t.Errorf("before: %+v", card)
	}
	paper := v.station.post(path, nil).want(http.StatusCreated)
	words, pages := yigoutest.PDFText(t, paper.body)
	if pages != 1 || !strings.Contains(words, "**") || !regexp.MustCompile(`(?m)^\d{4}$`).MatchString(words) || strings.Contains(words, "/station/card") {
		t.Errorf("%d pages: %q", pages, words)
	}
	v.station.get(path).want(200, &card)
	neighbour, _ := v.neighbours()
	neighbour.post(path, nil).want(http.StatusNotFound)
	neighbour.do(http.MethodDelete, path, nil).want(http.StatusNotFound)
	if !card.Issued {
		t.Errorf("after: %+v", card)
	}
	v.station.do(http.MethodDelete, path, nil).want(200, &card)
	v.station.do(http.MethodDelete, path, nil).refused(http.StatusNotFound, "card.none")
	if card.Issued {
		t.Errorf("ended: %+v", card)
	}
}

// A card with its digits opens the passbook at the household's station and says
// the same nothing everywhere else; what five wrong codes lock the station sees.
func TestACardOpensThePassbook(t *testing.T) {
	v := newValley(t)
	v.signedOrder(v.signedIn("13900001111"), "card")
	line := v.onlyLine(v.asHousehold())
	var issued household.IssuedCard
	err := v.DB.Update(t.Context(), func(tx *db.Tx) (err error) {
		issued, err = v.Register.IssueCard(tx, actor.Actor{Region: districtCode}, int64(v.households[0]))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	path, in := api+"/station/card-openings", CardInput{Token: issued.Token, Code: issued.Code}
	var open CardOpening
	v.station.post(path, in).want(http.StatusCreated, &open)
	if len(open.Passbook.Items) != 1 || open.Passbook.Items[0].AmountFen != line.AmountFen || open.Passbook.Items[0].ProofToken != "" {
		t.Errorf("it opens %+v", open)
	}
	neighbour, _ := v.neighbours()
	elsewhere := neighbour.post(path, in).refused(http.StatusNotFound, "card.unknown")
	nowhere := v.station.post(path, CardInput{Token: "AAAA", Code: in.Code}).refused(http.StatusNotFound, "card.unknown")
	if elsewhere.Detail != nowhere.Detail {
		t.Errorf("a card of elsewhere: %q, no card: %q", elsewhere.Detail, nowhere.Detail)
	}
	v.visitor().post(path, in).want(http.StatusUnauthorized)
	v.asHousehold().post(path, in).want(http.StatusForbidden)

	wrong := CardInput{Token: in.Token, Code: "0000"}
	if in.Code == wrong.Code {
		wrong.Code = "0001"
	}
	for range household.CardTries - 1 {
		v.station.post(path, wrong).refused(http.StatusUnprocessableEntity, "card.code")
	}
	v.station.post(path, wrong).refused(http.StatusTooManyRequests, "card.locked")
	v.station.post(path, in).refused(http.StatusTooManyRequests, "card.locked")
	var today StationToday
	v.station.get(api+"/station/today").want(200, &today)
	if today.LockedCards != 1 {
		t.Errorf("the station hears of %d locked cards", today.LockedCards)
	}
	var log AuditRowList
	v.district.get(api+"/district/audit?object_kind=household").want(200, &log)
	for _, verb := range []string{"发户卡", "用户卡查看存折", "户卡密码输错锁住"} {
		if !slices.ContainsFunc(log.Items, func(r AuditRow) bool { return strings.Contains(r.VerbLabel, verb) }) {
			t.Errorf("the audit log lacks %s: %+v", verb, log.Items)
		}
	}
}

// Codes on paper lead to the configured address, whatever the request says.
func TestPaperNamesTheConfiguredAddress(t *testing.T) {
	h := newHouse(t)
	ctx := context.WithValue(t.Context(), callerKey{}, caller{host: "elsewhere.test"})
	if got := h.address(ctx); got != "http://elsewhere.test" {
		t.Errorf("without a setting: %s", got)
	}
	h.PublicURL = "https://shop.example"
	if got := h.address(ctx); got != "https://shop.example" {
		t.Errorf("configured: %s", got)
	}
}
