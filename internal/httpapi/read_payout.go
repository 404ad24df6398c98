package httpapi

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/identity"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/payout"
)

func businessDay(us int64) BusinessDay { return BusinessDay(clock.DayOf(us)) }

// readPayout shows a batch of the caller's merchant as it stands.
func (s *Server) readPayout(tx *db.Tx, a actor.Actor, id int64) (out Payout, err error) {
	b, err := payout.Mine(tx, a, id)
	if err != nil {
		return out, err
	}
	lines, err := payout.Lines(tx, id)
	if err != nil {
		return out, err
	}
	runs, err := payout.Imports(tx, id)
	if err != nil {
		return out, err
	}
	names, err := identity.Names(tx, payoutPeople(b, runs))
	if err != nil {
		return out, err
	}
	third := s.Teller.NeedsThird(b)
	c := payoutCard(b)
	out = Payout{
		Id: c.Id, No: c.No, State: c.State, StateLabel: c.StateLabel, OriginLabel: c.OriginLabel, Lines: c.Lines, TotalFen: c.TotalFen,
		MadeAt: c.MadeAt, LayoutLabel: s.layoutTitle(b.Layout), Steps: payoutSteps(b, runs, names), Actions: payoutActions(b, a.UserID, third),
		NeedsThird: third, Imports: mapped(runs, func(r payout.ImportRun) PayoutImport { return payoutImport(r, names) }),
	}
	addOutcomes(&out, lines)
	f, err := payout.FileOf(tx, id)
	if errors.Is(err, payout.ErrNoFile) {
		return out, nil
	}
	out.File = payoutFile(f)
	return out, err
}

func addOutcomes(out *Payout, lines []payout.Line) {
	for _, l := range lines {
		switch l.State {
		case payout.Locking:
			out.WaitingLocks++
		case payout.Paid:
			out.PaidFen += int64(l.Amount)
		case payout.Failed, payout.Returned:
			out.BackFen += int64(l.Amount)
		case payout.Planned, payout.Locked, payout.Unknown, payout.Dropped:
		}
	}
}

func payoutPeople(b payout.Batch, runs []payout.ImportRun) []int64 {
	ids := []int64{b.Made.ByID, b.Checked.ByID, b.Approved.ByID, b.Exported.ByID, b.Cancelled.ByID}
	for _, r := range runs {
		ids = append(ids, r.ByID)
	}
	return keys(ids, func(id int64) int64 { return id })
}

func (s *Server) layoutTitle(key string) string {
	all := s.Teller.Rules().Layouts
	if i := slices.IndexFunc(all, func(l payout.Layout) bool { return l.Key == key }); i >= 0 {
		return all[i].Title
	}
	return key
}

// changePayout runs one step of a batch and shows it as it then stands.
func (s *Server) changePayout(ctx context.Context, key string, id Id, step func(*db.Tx, actor.Actor, string, int64) (payout.Batch, error)) (out Payout, err error) {
	a := actorOf(ctx)
	err = s.DB.Update(ctx, func(tx *db.Tx) error {
		if _, err := step(tx, a, key, int64(id)); err != nil {
			return err
		}
		out, err = s.readPayout(tx, a, int64(id))
		return err
	})
	return out, err
}

// maxHeld bounds the households listed as not payable yet.
const maxHeld = 500

// readOwed lists whom the caller's book owes, those first who need a visit.
func (s *Server) readOwed(tx *db.Tx, a actor.Actor) (out PayoutOwed, err error) {
	owed, err := payout.ListOwed(tx, a.OrgID)
	if err != nil {
		return out, err
	}
	missed, err := s.Teller.MissedOf(tx, a.OrgID)
	if err != nil {
		return out, err
	}
	out.Missed, out.MissedDay = len(missed.Households), BusinessDay(missed.Day)
	var held []payout.Owed
	for _, o := range owed {
		if o.Why == "" {
			out.Ready++
			out.ReadyFen += int64(o.Amount)
			continue
		}
		out.Held++
		out.HeldFen += int64(o.Amount)
		if len(held) < maxHeld {
			held = append(held, o)
		}
	}
	hs, err := household.ByIDs(tx, keys(held, func(o payout.Owed) int64 { return o.HouseholdID }))
	out.Layouts, out.NextDay = layoutOptions(s.Teller.Rules().Layouts), BusinessDay(s.Teller.Rules().NextDay(tx.Today()))
	out.Items = mapped(held, func(o payout.Owed) OwedHousehold {
		h := hs[o.HouseholdID]
		return OwedHousehold{
			HouseholdId: ID(h.ID), Name: h.MaskedName, VillageName: h.VillageName + h.GroupName, Code: h.Code, AmountFen: int64(o.Amount),
			Why: string(o.Why), WhyLabel: whyWords[o.Why], Tail: o.Payee.Tail,
		}
	})
	return out, err
}

// readPayoutLines is one page of a batch's lines, by their number.
func readPayoutLines(tx *db.Tx, a actor.Actor, id, after int64, limit int) (out PayoutLineList, err error) {
	if _, err := payout.Mine(tx, a, id); err != nil {
		return out, err
	}
	lines, err := payout.LinesAfter(tx, id, int(after), limit+1)
	if err != nil {
		return out, err
	}
	lines, out.NextCursor = page(lines, limit, func(l payout.Line) int64 { return int64(l.Seq) })
	hs, err := household.ByIDs(tx, keys(lines, func(l payout.Line) int64 { return l.PayeeID }))
	out.Items = mapped(lines, func(l payout.Line) PayoutLine { return payoutLine(l, hs[l.PayeeID]) })
	return out, err
}

// shownPayments is how many payments a passbook shows.
const shownPayments = 50

func householdPayments(tx *db.Tx, householdID int64) ([]HouseholdPayment, error) {
	lines, err := payout.LinesOfHousehold(tx, householdID, shownPayments)
	return mapped(lines, householdPayment), err
}

// readPayee shows a station the account of a household and what was paid there.
func (s *Server) readPayee(tx *db.Tx, a actor.Actor, householdID int64) (out HouseholdPayee, err error) {
	if _, err := household.Get(tx, a.Region, householdID); err != nil {
		return out, err
	}
	all, err := household.PayeeHistory(tx, householdID)
	if err != nil {
		return out, err
	}
	purses, err := readPurses(tx, []int64{householdID})
	if err != nil {
		return out, err
	}
	out = HouseholdPayee{PayableFen: purses[householdID].payable, History: []Payee{}}
	state := household.PayeeNone
	for _, p := range all {
		if p.EndedUS == 0 {
			out.Payee, state = payeeOf(p, tx.NowUS()), p.StateAt(tx.NowUS())
		} else {
			out.History = append(out.History, payeeOf(p, tx.NowUS()))
		}
	}
	waiting, err := payout.Waiting(tx, householdID)
	if err != nil {
		return out, err
	}
	next := s.Teller.Rules().NextDay(tx.Today())
	out.MayAsk = out.PayableFen > 0 && state == household.PayeeUsable && !waiting
	out.NextDay = BusinessDay(next)
	out.Sentence = payeeSentence(state, money.Fen(out.PayableFen), waiting, next)
	out.Payments, err = householdPayments(tx, householdID)
	return out, err
}

func payeeSentence(state household.PayeeState, payable money.Fen, waiting bool, next clock.Day) string {
	switch {
	case state == household.PayeeNone:
		return "还没有收款账户，登记好才能打款。"
	case waiting:
		return "货款已在一个打款批次里，等供货主体复核。"
	case payable <= 0:
		return "现在没有结算好、待打的货款。"
	case state == household.PayeeUsable && next != 0:
		return fmt.Sprintf("待打货款 %s，最近的打款日是 %s；农户要现在拿，可以马上申请。", yuan(payable), dayWords(next))
	}
	return payeeStates[state] + "。"
}

// nextPayout is when a household's settled money is next put into a batch; 0
// when there is none or it has no usable account.
func (s *Server) nextPayout(tx *db.Tx, householdID int64, p purse) (clock.Day, error) {
	if p.payable <= 0 {
		return 0, nil
	}
	payees, err := household.Payees(tx, []int64{householdID})
	if err != nil || payees[householdID].StateAt(tx.NowUS()) != household.PayeeUsable {
		return 0, err
	}
	return s.Teller.Rules().NextDay(tx.Today()), nil
}
