package httpapi

import (
	"net/http"
	"testing"
	"time"
)

// A household doubts a line, its station answers, and the household reads the
// answer at the line; the books do not move. What it doubts again is the
// office's.
func TestADisputeIsAnswered(t *testing.T) {
	v := newValley(t)
	v.signedOrder(v.signedIn("13900001111"), "doubt")
	home := v.asHousehold()
	base := "/households/" + text(v.households[0])
	line := v.onlyLine(home)
	doubt := api + "/me/household/" + text(v.households[0]) + "/credits/" + text(line.Id) + "/dispute"
	neighbour, _ := v.neighbours()

	home.post(doubt, DisputeInput{Words: " "}).refused(http.StatusUnprocessableEntity, "dispute.words")
	foreign := api + "/me/household/" + text(v.households[0]) + "/credits/7/dispute"
	home.post(foreign, DisputeInput{Words: "斤数不对"}).refused(http.StatusNotFound, "passbook.line")
	v.signedIn("13900001111").post(doubt, DisputeInput{Words: "斤数不对"}).want(http.StatusNotFound)
	home.post(doubt, DisputeInput{Words: "我家交的不止这些"}).want(http.StatusCreated)
	v.station.post(api+"/station"+base+"/credits/"+text(line.Id)+"/dispute", DisputeInput{Words: "少了"}).refused(http.StatusConflict, "dispute.open")

	var today StationToday
	v.station.get(api+"/station/today").want(200, &today)
	var tasks DisputeList
	v.station.get(api+"/station/disputes").want(200, &tasks)
	if today.Disputes != 1 || len(tasks.Items) != 1 || !tasks.Items[0].CanAnswer || tasks.Items[0].Line.AmountFen != line.AmountFen {
		t.Fatalf("the station has %d to answer: %+v", today.Disputes, tasks.Items)
	}
	task := text(tasks.Items[0].Id)
	neighbour.post(api+"/station/disputes/"+task+"/answer", DisputeAnswerInput{Answer: "数字没有错"}).want(http.StatusNotFound)
	v.town.post(api+"/district/disputes/"+task+"/answer", DisputeAnswerInput{Answer: "数字没有错"}).refused(http.StatusConflict, "dispute.state")
	v.station.post(api+"/station/disputes/"+task+"/answer", DisputeAnswerInput{Answer: "过秤单一起看过，数字没有错"}).want(200)

	now := v.onlyLine(home)
	if now.Dispute.State != DisputeStateAnswered || now.Dispute.AnsweredBy != "李经办" || now.Dispute.Answer == "" || now.AmountFen != line.AmountFen {
		t.Errorf("the household reads %+v", now)
	}
	home.post(doubt, DisputeInput{Words: "还是觉得少了"}).want(http.StatusCreated)
	v.town.get(api+"/district/disputes?state=office").want(200, &tasks)
	if len(tasks.Items) != 1 || !tasks.Items[0].CanAnswer {
		t.Errorf("the town has %+v", tasks.Items)
	}
}

// What a station leaves lying for seven days the town or the district may take
// over, and then the station cannot answer any more.
func TestALateDisputeIsTakenOver(t *testing.T) {
	v := newValley(t)
	v.signedOrder(v.signedIn("13900001111"), "late")
	var book Passbook
	path := api + "/station/households/" + text(v.households[0])
	v.station.get(path+"/passbook").want(200, &book)
	if len(book.Items) != 1 || book.Items[0].ProofToken != "" || book.Home.AccruedFen != book.Items[0].AmountFen {
		t.Fatalf("the station reads %+v", book)
	}
	var d Dispute
	v.station.post(path+"/credits/"+text(book.Items[0].Id)+"/dispute", DisputeInput{Words: "农户说交了三筐"}).want(http.StatusCreated, &d)
	office := api + "/district/disputes/" + text(d.Id)
	v.town.post(office+"/take", nil).refused(http.StatusConflict, "dispute.early")
	v.advance(7 * 24 * time.Hour)
	town := v.withPassword("13800000002")
	town.post(office+"/take", nil).want(200, &d)
	if !d.CanAnswer || d.Dispute.State != DisputeStateOffice {
		t.Fatalf("taken over: %+v", d)
	}
	v.withPassword("13800000003").post(api+"/station/disputes/"+text(d.Id)+"/answer", DisputeAnswerInput{Answer: "数字没有错"}).refused(http.StatusConflict, "dispute.state")
	town.post(office+"/answer", DisputeAnswerInput{Answer: "核对过秤单，少记一筐，已请站里更正"}).want(200, &d)
	town.post(office+"/answer", DisputeAnswerInput{Answer: "再说一次"}).refused(http.StatusConflict, "dispute.state")
	if d.Dispute.State != DisputeStateAnswered || d.CanAnswer || d.CanTake {
		t.Errorf("answered: %+v", d)
	}
}

func (v *valley) onlyLine(home *browser) CreditLine {
	v.t.Helper()
	var lines CreditLineList
	home.get(api+"/me/household/"+text(v.households[0])+"/credits").want(200, &lines)
	if len(lines.Items) != 1 {
		v.t.Fatalf("the passbook has %d lines", len(lines.Items))
	}
	return lines.Items[0]
}
