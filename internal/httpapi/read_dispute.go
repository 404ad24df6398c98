package httpapi

import (
	"context"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/alloc"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/identity"
)

var errNoLine = fault.New(fault.NotFound, "passbook.line", "存折上没有这一笔")

// homeBook is a household's passbook with its cover, as staff see it: without
// the tokens that are the household's own.
func (s *Server) homeBook(tx *db.Tx, m *atlas, h household.Household, cursor string, limit int) (out Passbook, err error) {
	homes, err := s.householdSummaries(tx, m, []household.Household{h})
	if err != nil {
		return out, err
	}
	lines, err := creditLines(tx, h.ID, cursor, limit)
	return Passbook{Home: homes[0], Items: lines.Items, NextCursor: lines.NextCursor}, err
}

func (s *Server) readDisputes(ctx context.Context, cursor string, limit int, list func(tx *db.Tx, before int64, limit int) ([]household.Dispute, error)) (out DisputeList, err error) {
	before, err := idCursor(cursor)
	if err != nil {
		return out, err
	}
	err = s.DB.View(ctx, func(tx *db.Tx) error {
		ds, err := list(tx, before, limit+1)
		if err != nil {
			return err
		}
		ds, out.NextCursor = page(ds, limit, func(d household.Dispute) int64 { return d.ID })
		out.Items, err = disputesOut(tx, actorOf(ctx), ds)
		return err
	})
	return out, err
}

func oneDispute(tx *db.Tx, a actor.Actor, id int64) (Dispute, error) {
	d, err := household.DisputeByID(tx, id)
	if err != nil {
		return Dispute{}, err
	}
	out, err := disputesOut(tx, a, []household.Dispute{d})
	if err != nil {
		return Dispute{}, err
	}
	return out[0], nil
}

// disputesOut adds the lines, the households and who answered.
func disputesOut(tx *db.Tx, a actor.Actor, ds []household.Dispute) ([]Dispute, error) {
	credits, err := alloc.CreditsByID(tx, keys(ds, func(d household.Dispute) int64 { return d.LineID }))
	if err != nil {
		return nil, err
	}
	b, err := readPassbook(tx, credits)
	if err != nil {
		return nil, err
	}
	lines := make(map[int64]CreditLine, len(credits))
	for _, c := range credits {
		lines[c.Row.ID] = b.line(c)
	}
	homes, err := household.ByIDs(tx, keys(ds, func(d household.Dispute) int64 { return d.HouseholdID }))
	if err != nil {
		return nil, err
	}
	names, err := answerers(tx, ds)
	return mapped(ds, func(d household.Dispute) Dispute {
		return disputeTask(d, homes[d.HouseholdID], lines[d.LineID], names, a, tx.Today())
	}), err
}

func answerers(tx *db.Tx, ds []household.Dispute) (map[int64]string, error) {
	return identity.Names(tx, keys(ds, func(d household.Dispute) int64 { return d.AnsweredBy }))
}

// addDisputes hangs the latest dispute on each line of one household.
func addDisputes(tx *db.Tx, householdID int64, lines []CreditLine) error {
	ds, err := household.DisputesOfLines(tx, householdID, keys(lines, func(l CreditLine) int64 { return int64(l.Id) }))
	if err != nil || len(ds) == 0 {
		return err
	}
	all := make([]household.Dispute, 0, len(ds))
	for _, d := range ds {
		all = append(all, d)
	}
	names, err := answerers(tx, all)
	for i, l := range lines {
		if d, ok := ds[int64(l.Id)]; ok {
			lines[i].Dispute = lineDispute(d, names)
		}
	}
	return err
}

var disputeWords = map[household.DisputeState]string{
	household.DisputeStation: "等服务站答复", household.DisputeOffice: "等镇里、区里答复", household.DisputeAnswered: "已答复",
}

func lineDispute(d household.Dispute, names map[int64]string) LineDispute {
	return LineDispute{
		State: DisputeState(d.State), StateLabel: disputeWords[d.State], Words: d.Words, RaisedAt: at(d.RaisedUS),
		Answer: d.Answer, AnsweredAt: at(d.AnsweredUS), AnsweredBy: names[d.AnsweredBy],
	}
}

// disputeTask is a dispute as the caller may act on it: a station by its id, the
// office by its region.
func disputeTask(d household.Dispute, h household.Household, line CreditLine, names map[int64]string, a actor.Actor, today clock.Day) Dispute {
	out := Dispute{
		Id: ID(d.ID), HouseholdName: h.MaskedName, VillageName: h.VillageName + h.GroupName, Line: line,
		Dispute: lineDispute(d, names), HowLabel: "在手机上提的", TakeOverDay: BusinessDay(d.TakeOverDay()),
	}
	if d.AtStation {
		out.HowLabel = "到服务站说的"
	}
	switch identity.Role(a.Role) {
	case identity.StationOperator:
		out.CanAnswer = d.StationMay(a)
	case identity.TownReviewer, identity.DistrictAdmin:
		out.CanTake, out.CanAnswer = d.OfficeMayTake(a, today), d.OfficeMayAnswer(a)
	}
	return out
}
