package httpapi

import (
	"net/http"
	"slices"
	"strings"
	"testing"
)

// A viewer reads what the household reads of its money and changes nothing; the
// household's word at the station ends it with the next request.
func TestAViewerReadsThePassbookAndNoMore(t *testing.T) {
	v := newValley(t)
	v.signedOrder(v.signedIn("13900001111"), "viewer")
	home, viewer := v.asHousehold(), v.signedIn("13900002222")
	line := v.onlyLine(home)
	mine := api + "/me/household/" + text(v.households[0])
	desk := api + "/station/households/" + text(v.households[0]) + "/viewers"
	reads := []string{"/credits", "/payouts", "/dividends", "/slip"}
	for _, path := range reads {
		viewer.get(mine + path).want(http.StatusNotFound)
	}

	var board ViewerBoard
	v.station.get(desk).want(200, &board)
	if len(board.Items) != 0 || len(board.Witnesses) == 0 {
		t.Fatalf("the station reads %+v", board)
	}
	in := ViewerInput{Phone: "13900002222", WitnessId: board.Witnesses[0].Id, Agreed: true}
	notStaff := in
	notStaff.WitnessId = 7
	v.station.post(desk, notStaff).refused(http.StatusUnprocessableEntity, "viewer.witness")
	neighbour, _ := v.neighbours()
	neighbour.post(desk, in).want(http.StatusNotFound)
	v.station.post(desk, in).want(http.StatusCreated, &board)

	for _, path := range reads {
		viewer.get(mine + path).want(200)
	}
	var list HouseholdSummaryList
	viewer.get(api+"/me/household").want(200, &list)
	if len(list.Items) != 1 || !list.Items[0].Viewing || list.Items[0].AccruedFen != line.AmountFen {
		t.Errorf("the viewer's list is %+v", list.Items)
	}
	if seen := v.onlyLine(viewer); seen.AmountFen != line.AmountFen || seen.ProofToken != "" || line.ProofToken == "" {
		t.Errorf("the viewer reads %+v", seen)
	}
	viewer.post(mine+"/credits/"+text(line.Id)+"/dispute", DisputeInput{Words: "斤数不对"}).want(http.StatusNotFound)
	viewer.get(mine + "/viewers").want(http.StatusNotFound)
	viewer.get(mine + "/claims").want(http.StatusNotFound)
	var named ViewerList
	home.get(mine+"/viewers").want(200, &named)
	if len(named.Items) != 1 || !strings.Contains(named.Items[0].Name, "****") || named.Items[0].WitnessName == "" {
		t.Errorf("the household reads %+v", named.Items)
	}

	one := desk + "/" + text(board.Items[0].Id)
	neighbour.do(http.MethodDelete, one, nil).want(http.StatusNotFound)
	v.station.do(http.MethodDelete, one, nil).want(200, &board)
	for _, path := range reads {
		viewer.get(mine + path).want(http.StatusNotFound)
	}
	viewer.get(api+"/me/household").want(200, &list)
	if len(board.Items)+len(list.Items) != 0 {
		t.Errorf("after the word: %+v, %+v", board.Items, list.Items)
	}
	var log AuditRowList
	v.district.get(api+"/district/audit?object_kind=household").want(200, &log)
	for _, verb := range []string{"登记代看人", "取消代看人"} {
		if !slices.ContainsFunc(log.Items, func(r AuditRow) bool { return strings.Contains(r.VerbLabel, verb) }) {
			t.Errorf("the audit log lacks %s: %+v", verb, log.Items)
		}
	}
}
