package ledger

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"slices"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
)

// PeriodState is how far a month of a book has come. There is no way back: what
// is found wrong later is corrected in the month that is open then.
type PeriodState string

// The states.
const (
	PeriodOpen   PeriodState = "open"
	PeriodAsked  PeriodState = "asked" // somebody compared the trial balance and asks for the close
	PeriodClosed PeriodState = "closed"
)

// Period is a month of a book. An open one has no row of its own.
type Period struct {
	Book     int32
	Month    int32 // yyyymm
	State    PeriodState
	Hash     Hash // of the trial balance as it was when asked for
	AskedBy  int64
	AskedUS  int64
	ClosedBy int64
	ClosedUS int64
}

// Refusals.
var (
	ErrPeriodCurrent = fault.New(fault.Conflict, "ledger.period_current", "这个月还没有过完，下个月才能结账")
	ErrPeriodOrder   = fault.New(fault.Conflict, "ledger.period_order", "要按月份顺序结账，请先结更早的月份")
	ErrPeriodState   = fault.New(fault.Conflict, "ledger.period_state", "这个月的结账状态已经变了，请刷新后再看")
	ErrPeriodPending = fault.New(fault.Conflict, "ledger.period_pending", "这个月还有凭证没有入账，请等入账后再结账")
	ErrPeriodPerson  = fault.New(fault.Denied, "ledger.period_person", "发起结账的人不能自己复核，请换一位同事")
	ErrPeriodChanged = fault.New(fault.Conflict, "ledger.period_changed", "发起结账之后又有凭证入账，请重新核对后再发起")
	ErrPeriodUnknown = fault.New(fault.NotFound, "ledger.period_unknown", "这本账里没有这个月")
)

// Periods lists the months of a book from its first journal to now, the newest
// first. A book without journals has none.
func Periods(tx *db.Tx, book int32) ([]Period, error) {
	first, err := selectFirstMonth(tx, book)
	if err != nil || first == 0 {
		return nil, wrapPeriod(err)
	}
	rows, err := selectPeriods(tx, book)
	if err != nil {
		return nil, wrapPeriod(err)
	}
	byMonth := make(map[int32]Period, len(rows))
	for _, p := range rows {
		byMonth[p.Month] = p
	}
	var all []Period
	for m := first; m <= monthOf(tx.NowUS()); m = nextMonth(m) {
		p, ok := byMonth[m]
		if !ok {
			p = Period{Book: book, Month: m, State: PeriodOpen}
		}
		all = append(all, p)
	}
	slices.Reverse(all)
	return all, nil
}

// PeriodOf reads one month of a book. Refusal: ErrPeriodUnknown.
func PeriodOf(tx *db.Tx, book, month int32) (Period, error) {
	all, err := Periods(tx, book)
	if err != nil {
		return Period{}, err
	}
	for _, p := range all {
		if p.Month == month {
			return p, nil
		}
	}
	return Period{}, ErrPeriodUnknown
}

// AskClose is the first half of a month's close: by has compared the trial
// balance and vouches for it. Asking again, by whomever, replaces the asking
// before. Refusals: ErrPeriodCurrent, ErrPeriodOrder, ErrPeriodPending,
// ErrPeriodState (it is closed already).
func AskClose(tx *db.Tx, book, month int32, by int64) (Period, error) {
	if err := mayClose(tx, book, month); err != nil {
		return Period{}, err
	}
	lines, err := TrialOf(tx, book, month)
	if err != nil {
		return Period{}, err
	}
	hash, err := hashTrial(tx, book, month, lines)
	if err != nil {
		return Period{}, err
	}
	p := Period{Book: book, Month: month, State: PeriodAsked, Hash: hash, AskedBy: by, AskedUS: tx.NowUS()}
	asked, err := putAsked(tx, p)
	if err == nil && !asked {
		err = ErrPeriodState
	}
	return p, wrapPeriod(err)
}

// ConfirmClose closes a month that somebody else asked to be closed: its trial
// balance is stored and nothing is ever posted into it again.
//
// It raises the epoch of the book's lane first. A batch that the lane planned
// while the month was open then fails its compare-and-set and is planned anew,
// after reading that the month is closed; a batch that commits before is part of
// the trial balance, because the lane's row is locked from here to the commit.
//
// Refusals: those of AskClose, ErrPeriodPerson, ErrPeriodChanged.
func ConfirmClose(tx *db.Tx, book, month int32, by int64) (Period, error) {
	lane, err := laneOf(tx, book)
	if err != nil {
		return Period{}, err
	}
	if err := raiseEpoch(tx, lane); err != nil {
		return Period{}, wrapPeriod(err)
	}
	p, err := PeriodOf(tx, book, month)
	switch {
	case err != nil:
		return Period{}, err
	case p.State != PeriodAsked:
		return Period{}, ErrPeriodState
	case p.AskedBy == by:
		return Period{}, ErrPeriodPerson
	}
	if err := mayClose(tx, book, month); err != nil {
		return Period{}, err
	}
	return p.close(tx, by)
}

func (p Period) close(tx *db.Tx, by int64) (Period, error) {
	lines, err := TrialOf(tx, p.Book, p.Month)
	if err != nil {
		return Period{}, err
	}
	hash, err := hashTrial(tx, p.Book, p.Month, lines)
	if err != nil {
		return Period{}, err
	}
	if hash != p.Hash {
		return Period{}, ErrPeriodChanged
	}
	p.State, p.ClosedBy, p.ClosedUS = PeriodClosed, by, tx.NowUS()
	closed, err := putClosed(tx, p)
	if err == nil && !closed {
		err = ErrPeriodState
	}
	if err == nil {
		err = insertTrial(tx, p, lines)
	}
	return p, wrapPeriod(err)
}

// mayClose checks the month's turn and that nothing of it is on its way.
func mayClose(tx *db.Tx, book, month int32) error {
	if month >= monthOf(tx.NowUS()) {
		return ErrPeriodCurrent
	}
	turn, err := monthToClose(tx, book)
	if err != nil {
		return wrapPeriod(err)
	}
	if month != turn {
		return ErrPeriodOrder
	}
	waiting, err := selectPayloads(tx, book)
	if err != nil {
		return wrapPeriod(err)
	}
	n := 0
	for _, payload := range waiting {
		j, err := decode(payload)
		if err != nil || monthOf(j.EffectiveUS) <= month {
			n++ // one that cannot be read may be of any month
		}
	}
	if n > 0 {
		return ErrPeriodPending.Withf("这个月还有 %d 张凭证没有入账，请等入账后再结账", n)
	}
	return nil
}

// monthToClose is the month behind the last closed one, or the book's first.
func monthToClose(tx *db.Tx, book int32) (int32, error) {
	last, err := selectLastClosed(tx, []int32{book})
	if err != nil {
		return 0, err
	}
	if last[book] != 0 {
		return nextMonth(last[book]), nil
	}
	return selectFirstMonth(tx, book)
}

// TrialLine is an account in a month's trial balance. Opening and Closing are
// signed, debit above zero; Dr and Cr are what the month moved.
type TrialLine struct {
	Account AccountID
	Key     AccountKey
	Opening int64
	Dr, Cr  int64
	Closing int64
}

// TrialOf is the trial balance of a month by the month journals are booked into:
// as it was stored when the month is closed, else as the entries now stand. Lines
// are in the order of account ids; an account at zero that did not move has none.
// In a closed month and in an open one alike the lines of each unit sum to zero.
func TrialOf(tx *db.Tx, book, month int32) ([]TrialLine, error) {
	last, err := selectLastClosed(tx, []int32{book})
	if err != nil {
		return nil, wrapPeriod(err)
	}
	base := min(last[book], month) // 0: nothing is closed, sum from the beginning
	stored, err := selectTrial(tx, book, base)
	if err != nil || base == month {
		return stored, wrapPeriod(err)
	}
	at := make(map[AccountID]*TrialLine, len(stored))
	line := func(id AccountID, k AccountKey) *TrialLine {
		if at[id] == nil {
			at[id] = &TrialLine{Account: id, Key: k}
		}
		return at[id]
	}
	for _, l := range stored {
		line(l.Account, l.Key).Opening = l.Closing
	}
	moves, err := selectMoves(tx, book, base, month)
	if err != nil {
		return nil, wrapPeriod(err)
	}
	for _, m := range moves {
		l := line(m.Of.ID, m.Of.account().AccountKey)
		l.Opening += m.Earlier
		l.Dr, l.Cr = m.Dr, m.Cr
	}
	return trialLines(at), nil
}

func trialLines(at map[AccountID]*TrialLine) []TrialLine {
	lines := make([]TrialLine, 0, len(at))
	for _, l := range at {
		l.Closing = l.Opening + l.Dr - l.Cr
		if l.Opening != 0 || l.Dr != 0 || l.Cr != 0 {
			lines = append(lines, *l)
		}
	}
	slices.SortFunc(lines, func(a, b TrialLine) int { return cmp.Compare(a.Account, b.Account) })
	return lines
}

func hashTrial(tx *db.Tx, book, month int32, lines []TrialLine) (Hash, error) {
	rows, err := selectPeriods(tx, book)
	if err != nil {
		return Hash{}, wrapPeriod(err)
	}
	var prev Hash // of the month before; zero for a book's first
	for _, p := range rows {
		if p.State == PeriodClosed && p.Month < month {
			prev = p.Hash
		}
	}
	return TrialHash(book, month, prev, lines), nil
}

// prefixTrial keeps a trial balance apart from every other hashed text.
const prefixTrial = 0x10

// TrialHash is what ledger_period keeps of a closed month: its trial balance and,
// through prev, those of all months before it. Lines are in the order of their
// accounts.
func TrialHash(book, month int32, prev Hash, lines []TrialLine) Hash {
	c := make(canon, 0, 64+40*len(lines))
	c = c.u8(prefixTrial).u32(uint32(book)).u32(uint32(month)).hash(prev).i64(int64(len(lines)))
	for _, l := range lines {
		c = c.i64(int64(l.Account)).i64(l.Opening).i64(l.Dr).i64(l.Cr).i64(l.Closing)
	}
	return sha256.Sum256(c)
}

// nextMonth is the yyyymm behind m.
func nextMonth(m int32) int32 {
	if m%100 == 12 {
		return m + 89
	}
	return m + 1
}

// wrapPeriod names the place; refusals pass as they are.
func wrapPeriod(err error) error {
	if _, refusal := fault.From(err); err == nil || refusal {
		return err
	}
	return fmt.Errorf("ledger: months of a book: %w", err)
}

// EachOfBook hands on the journals of a book's months, with their entries, in
// the order of posting. It reads page by page; in a Snapshot the pages are of one
// moment.
func EachOfBook(tx *db.Tx, book, fromMonth, toMonth int32, each func(Posted) error) error {
	for after := int64(0); ; {
		js, err := selectBookJournals(tx, book, fromMonth, toMonth, after, maxRows)
		if err == nil {
			err = attachEntries(tx, js)
		}
		if err != nil {
			return fmt.Errorf("ledger: journals of book %d: %w", book, err)
		}
		for _, j := range js {
			if err := each(j); err != nil {
				return err
			}
			after = j.ID
		}
		if len(js) < maxRows {
			return nil
		}
	}
}
