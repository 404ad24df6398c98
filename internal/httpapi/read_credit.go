package httpapi

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/yigou/yigou/internal/alloc"
	"github.com/yigou/yigou/internal/catalog"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/payout"
	"github.com/yigou/yigou/internal/report"
	"github.com/yigou/yigou/internal/stock"
	"github.com/yigou/yigou/internal/supplier"
	"github.com/yigou/yigou/internal/trade"
)

// boundHousehold is a household the person belongs to and may speak for; another
// does not exist.
func boundHousehold(tx *db.Tx, userID, id int64) (household.Household, error) {
	list, err := household.Bound(tx, userID)
	return oneOf(list, id, err)
}

// readableHousehold is a household the person belongs to, or whose passbook they
// may read as its viewer.
func readableHousehold(tx *db.Tx, userID, id int64) (household.Household, error) {
	h, err := boundHousehold(tx, userID, id)
	if !errors.Is(err, household.ErrUnknown) {
		return h, err
	}
	list, err := household.Viewed(tx, userID)
	return oneOf(list, id, err)
}

func oneOf(list []household.Household, id int64, err error) (household.Household, error) {
	for _, h := range list {
		if h.ID == id {
			return h, err
		}
	}
	if err == nil {
		err = household.ErrUnknown
	}
	return household.Household{}, err
}

// mySummaries sums up the households bound to a person, then those that the
// person reads as a viewer.
func (s *Server) mySummaries(tx *db.Tx, a *atlas, userID int64) ([]HouseholdSummary, error) {
	bound, err := household.Bound(tx, userID)
	if err != nil {
		return nil, err
	}
	viewed, err := household.Viewed(tx, userID)
	if err != nil {
		return nil, err
	}
	viewed = slices.DeleteFunc(viewed, func(h household.Household) bool { // bound after having been named
		return slices.ContainsFunc(bound, func(b household.Household) bool { return b.ID == h.ID })
	})
	items, err := s.householdSummaries(tx, a, append(bound, viewed...))
	for i := len(bound); i < len(items); i++ {
		items[i].Viewing = true
	}
	return items, err
}

// purse is what the books owe to a household, over all merchants.
type purse struct {
	accrued, payable, paid int64
	recoverable            int64
	onTheWay               int64
	lastPaid               clock.Day
	month, year            int64 // credited since the first of the month and of the year
}

func readPurses(tx *db.Tx, ids []int64) (map[int64]purse, error) {
	out := map[int64]purse{}
	if len(ids) == 0 {
		return out, nil
	}
	balances, err := ledger.BalancesOfOwners(tx, ledger.OwnerHousehold, ids, ledger.Accrued, ledger.Payable, ledger.Recoverable)
	if err != nil {
		return nil, err
	}
	var accrued []ledger.AccountID
	for _, b := range balances {
		p := out[b.Key.OwnerID]
		switch b.Key.Code {
		case ledger.Accrued:
			p.accrued += b.Amount()
			accrued = append(accrued, b.Account)
		case ledger.Payable:
			p.payable += b.Amount()
		default:
			p.recoverable += b.Amount()
		}
		out[b.Key.OwnerID] = p
	}
	paid, err := payout.Purses(tx, ids)
	if err != nil {
		return nil, err
	}
	for id, x := range paid {
		p := out[id]
		p.paid, p.onTheWay, p.lastPaid = int64(x.Paid), int64(x.OnTheWay), x.LastDay
		out[id] = p
	}
	return out, addFlows(tx, balances, accrued, out)
}

// addFlows fills in what was credited this month and this year.
func addFlows(tx *db.Tx, balances []ledger.Balance, accrued []ledger.AccountID, out map[int64]purse) error {
	today, now := tx.Today(), tx.NowUS()+1
	month, err := ledger.Flows(tx, accrued, (today/100*100 + 1).Start(), now)
	if err != nil {
		return err
	}
	year, err := ledger.Flows(tx, accrued, (today/10_000*10_000 + 101).Start(), now)
	for _, b := range balances {
		if b.Key.Code == ledger.Accrued {
			p := out[b.Key.OwnerID]
			p.month += month[b.Account].Cr
			p.year += year[b.Account].Cr
			out[b.Key.OwnerID] = p
		}
	}
	return err
}

func (s *Server) householdSummaries(tx *db.Tx, a *atlas, list []household.Household) ([]HouseholdSummary, error) {
	purses, err := readPurses(tx, keys(list, func(h household.Household) int64 { return h.ID }))
	if err != nil {
		return nil, err
	}
	out := make([]HouseholdSummary, len(list))
	for i, h := range list {
		day, due, err := alloc.NextDue(tx, h.ID)
		if err != nil {
			return nil, err
		}
		p := purses[h.ID]
		next, err := s.nextPayout(tx, h.ID, p)
		if err != nil {
			return nil, err
		}
		out[i] = HouseholdSummary{
			Id: ID(h.ID), Code: h.Code, Name: h.MaskedName, VillageName: regionWords(a.Tree, h.Region),
			PaidFen: p.paid, PayableFen: p.payable, AccruedFen: p.accrued, MonthFen: p.month, YearFen: p.year,
			NextSettleDay: BusinessDay(day), NextSettleFen: int64(due), Sentence: purseSentence(p, day, due),
			OnTheWayFen: p.onTheWay, NextPayoutDay: BusinessDay(next), LastPaidDay: BusinessDay(p.lastPaid),
			RecoverableFen: p.recoverable,
		}
	}
	return out, nil
}

// purseSentence is what one would read aloud.
func purseSentence(p purse, day clock.Day, due money.Fen) string {
	s := fmt.Sprintf("本月卖出的货，已记到您账上 %s。", yuan(money.Fen(p.month)))
	if p.month == 0 {
		s = "本月还没有货款记到您账上。"
	}
	if day != 0 {
		s += fmt.Sprintf("其中 %s 在 %s 结算。", yuan(due), dayWords(day))
	}
	return s
}

func (s *Server) readHouseholdSummary(ctx context.Context, h household.Household) (out HouseholdSummary, err error) {
	err = s.view(ctx, func(tx *db.Tx, a *atlas) error {
		list, err := s.householdSummaries(tx, a, []household.Household{h})
		if err == nil {
			out = list[0]
		}
		return err
	})
	return out, err
}

// creditLines is a household's passbook, newest line first.
func creditLines(tx *db.Tx, householdID int64, cursor string, limit int) (out CreditLineList, err error) {
	before, err := idCursor(cursor)
	if err != nil {
		return out, err
	}
	credits, err := alloc.Credits(tx, []int64{householdID}, before, limit+1)
	if err != nil {
		return out, err
	}
	credits, out.NextCursor = page(credits, limit, func(c alloc.Credit) int64 { return c.Row.ID })
	b, err := readPassbook(tx, credits)
	if err != nil {
		return out, err
	}
	out.Items = mapped(credits, b.line)
	return out, addDisputes(tx, householdID, out.Items)
}

// passbook is what lines of a passbook tell beside their amount.
type passbook struct {
	lines    map[int64]trade.LineRef
	lots     map[int64]stock.Lot
	given    map[int64][]stock.Contribution
	stations map[int64]supplier.Station
	paid     map[alloc.Payee]int64 // settled until then has reached the card
	today    clock.Day
}

func readPassbook(tx *db.Tx, credits []alloc.Credit) (b passbook, err error) {
	b.today = tx.Today()
	if b.lines, err = trade.LineRefs(tx, keys(credits, func(c alloc.Credit) int64 { return c.Slice.Line })); err != nil {
		return b, err
	}
	if b.paid, err = payout.PaidThrough(tx, keys(credits, func(c alloc.Credit) int64 { return c.Row.Household })); err != nil {
		return b, err
	}
	lots := keys(credits, func(c alloc.Credit) int64 { return c.Slice.Lot })
	if b.lots, err = stock.LotsByID(tx, lots); err != nil {
		return b, err
	}
	if b.given, err = stock.ContributionsOf(tx, lots); err != nil {
		return b, err
	}
	b.stations, err = supplier.StationsByIDs(tx, keys(credits, func(c alloc.Credit) int64 { return b.lines[c.Slice.Line].StationID }))
	return b, err
}

func (b passbook) line(c alloc.Credit) CreditLine {
	ref, l := b.lines[c.Slice.Line], b.lots[c.Slice.Lot]
	total := int64(0)
	for _, g := range b.given[c.Slice.Lot] {
		total += weightOf(g)
	}
	out := CreditLine{
		Id: ID(c.Row.ID), Day: BusinessDay(b.today), ProductName: ref.ProductName, UnitLabel: catalog.Unit(l.Unit).Word(),
		Quantity: portion(c.Slice.Qty, c.Row.Weight, total), WeightG: portion(c.Slice.Grams, c.Row.Weight, total),
		AmountFen: int64(c.Row.Amount - c.Retracted), RefundedFen: int64(c.Retracted), State: CreditStatePlanned, StateLabel: "待签收",
		OrderNo: ref.OrderNo, LotNo: l.No, StationName: b.stations[ref.StationID].Name,
	}
	if ref.PackedUS != 0 { // the day the goods left, in the order of the lines
		out.Day = BusinessDay(clock.DayOf(ref.PackedUS))
	}
	switch {
	case c.SettledDay != 0 && c.SettledUS <= b.paid[alloc.Payee{Book: c.Slice.Book, Household: c.Row.Household}]:
		out.State, out.StateLabel, out.SettleDay = CreditStatePaid, "已到账", BusinessDay(c.SettledDay)
	case c.SettledDay != 0:
		out.State, out.StateLabel, out.SettleDay = CreditStateSettled, "待打款", BusinessDay(c.SettledDay)
	case c.Slice.State == alloc.Signed:
		out.State, out.StateLabel, out.SettleDay = CreditStateAccrued, "已卖", BusinessDay(c.DueDay)
	}
	return out
}

// readEarners lists households by what they were credited in a scope, most
// first.
func (s *Server) readEarners(ctx context.Context, sc report.Scope, cursor string, limit int) (out HouseholdCreditList, err error) {
	behind, err := earnerCursor(cursor)
	if err != nil {
		return out, err
	}
	err = s.view(ctx, func(tx *db.Tx, a *atlas) error {
		list, err := report.EarnersOf(tx, sc, behind, limit+1)
		if err != nil {
			return err
		}
		if len(list) > limit {
			list = list[:limit]
			last := list[limit-1]
			out.NextCursor = fmt.Sprintf("%d.%d", last.Credited, last.HouseholdID)
		}
		out.Items, err = householdCredits(tx, a, list)
		return err
	})
	return out, err
}

// earnerCursor reads the amount and household that a page ended with.
func earnerCursor(s string) (report.Earner, error) {
	if s == "" {
		return report.Earner{}, nil
	}
	credited, id, ok := strings.Cut(s, ".")
	c, err1 := strconv.ParseInt(credited, 10, 64)
	h, err2 := strconv.ParseInt(id, 10, 64)
	if !ok || err1 != nil || err2 != nil || h <= 0 {
		return report.Earner{}, errCursor
	}
	return report.Earner{HouseholdID: h, Credited: money.Fen(c)}, nil
}

func householdCredits(tx *db.Tx, a *atlas, list []report.Earner) ([]HouseholdCredit, error) {
	ids := keys(list, func(e report.Earner) int64 { return e.HouseholdID })
	households, err := household.ByIDs(tx, ids)
	if err != nil {
		return nil, err
	}
	purses, err := readPurses(tx, ids)
	return mapped(list, func(e report.Earner) HouseholdCredit {
		h, p := households[e.HouseholdID], purses[e.HouseholdID]
		return HouseholdCredit{
			HouseholdId: ID(h.ID), Code: h.Code, Name: h.MaskedName, VillageName: regionWords(a.Tree, h.Region),
			CreditedFen: int64(e.Credited), AccruedFen: p.accrued, PayableFen: p.payable, PaidFen: p.paid, RecoverableFen: p.recoverable,
			MonthFen: int64(e.Month), Sales: e.Sales, LastDay: BusinessDay(e.Last),
		}
	}), err
}
