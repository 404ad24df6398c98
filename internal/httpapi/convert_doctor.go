package httpapi

import (
	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/identity"
	"github.com/yigou/yigou/internal/ledger"
)

func doctorReport(kept []Checkup, stops []ledger.Stop, names ledgerNames, people map[int64]string, a actor.Actor) DoctorReport {
	out := DoctorReport{Ok: true, Lines: mapped(kept, doctorLine), Stops: make([]AccountStop, len(stops))}
	for _, l := range out.Lines {
		out.Ok = out.Ok && l.Ok
	}
	for i, x := range stops {
		out.Stops[i] = accountStop(x, names, people)
		district := a.Role == string(identity.DistrictAdmin)
		out.Stops[i].MayAsk = district && x.LiftedUS == 0 && x.AskedBy == 0
		out.Stops[i].MayConfirm = district && x.MayConfirm(a.UserID) == nil
	}
	return out
}

func doctorLine(c Checkup) DoctorLine {
	return DoctorLine{
		Id: c.ID, Title: c.Title, Ok: c.OK, Figure: c.Figure, Detail: c.Detail,
		LookedAt: at(c.AtUS), Full: c.Full, BrokenAt: at(c.BrokenUS),
	}
}

func accountStop(x ledger.Stop, names ledgerNames, people map[int64]string) AccountStop {
	return AccountStop{
		Id: ID(x.ID), Account: x.Key.Code.Title(), Owner: names.owner(x.Key), Book: names.books[x.Key.Book],
		Invariant: x.Invariant, Why: x.Why, StoppedAt: at(x.StoppedUS),
		AskedBy: people[x.AskedBy], LiftedBy: people[x.LiftedBy], LiftedAt: at(x.LiftedUS),
	}
}
