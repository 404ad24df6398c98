package bookkeeping

import (
	"fmt"
	"slices"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/ledger"
)

// Detail is how much one voucher holds.
type Detail string

// The details.
const (
	PerDayKind Detail = "day_kind" // one voucher per day and kind of business
	PerJournal Detail = "journal"  // one voucher per journal
)

// Choice is how a book's vouchers are made in a month.
type Choice struct {
	Regime Regime
	Detail Detail
}

// ErrChoice refuses an unknown regime or detail.
var ErrChoice = fault.New(fault.Invalid, "bookkeeping.choice", "请选择会计制度和凭证汇总方式")

// defaults says which regime a kind of merchant follows until it says otherwise.
var defaults = map[string]Key{
	"collective": VillageCollective, "coop": FarmCoop, "enterprise": SmallBusiness, "station_company": SmallBusiness,
}

// ChoiceOf is how a book's vouchers are made in a month. merchantKind decides
// while nobody has chosen.
func ChoiceOf(tx *db.Tx, book, month int32, merchantKind string) (Choice, error) {
	row, ok, err := selectChoice(tx, book, month)
	if err != nil {
		return Choice{}, fmt.Errorf("bookkeeping: regime of book %d: %w", book, err)
	}
	if !ok {
		return Choice{newest[defaults[merchantKind]], PerDayKind}, nil
	}
	r, ok := RegimeOf(row.Regime, row.Mapping)
	if !ok {
		return Choice{}, fmt.Errorf("bookkeeping: book %d follows %s version %d, which is not known", book, row.Regime, row.Mapping)
	}
	return Choice{r, row.Detail}, nil
}

// Choose sets how vouchers are made from the first month on that is not closed.
// Closed months keep what they had. Refusals: ErrChoice.
func Choose(tx *db.Tx, by actor.Actor, b ledger.Book, merchantKind string, k Key, d Detail) error {
	r, ok := newest[k]
	if !ok || !slices.Contains([]Detail{PerDayKind, PerJournal}, d) {
		return ErrChoice
	}
	from, err := firstOpen(tx, b.ID, merchantKind, by)
	if err != nil {
		return err
	}
	if err := putChoice(tx, choiceRow{b.ID, from, k, r.Version, d, by.UserID, tx.NowUS()}); err != nil {
		return fmt.Errorf("bookkeeping: choose: %w", err)
	}
	return audit.Add(tx, by, "book.regime", "supplier", b.OwnerID, r.Title+"，"+detailWords[d])
}

var detailWords = map[Detail]string{PerDayKind: "按日按业务汇总", PerJournal: "逐笔"}

// Word is what people call a detail.
func (d Detail) Word() string { return detailWords[d] }

// firstOpen is the month behind the last closed one, 0 while none is closed.
func firstOpen(tx *db.Tx, book int32, merchantKind string, by actor.Actor) (int32, error) {
	months, err := ledger.Periods(tx, book)
	if err != nil {
		return 0, err
	}
	for i, p := range months { // the newest first
		if p.State != ledger.PeriodClosed {
			continue
		}
		if err := pin(tx, book, p.Month, merchantKind, by); err != nil {
			return 0, err
		}
		if i > 0 {
			return months[i-1].Month, nil
		}
	}
	return 0, nil
}

// pin writes down the regime a month was closed under, where nobody had chosen.
func pin(tx *db.Tx, book, month int32, merchantKind string, by actor.Actor) error {
	_, chosen, err := selectChoice(tx, book, month)
	if err != nil || chosen {
		return err
	}
	c, err := ChoiceOf(tx, book, month, merchantKind)
	if err != nil {
		return err
	}
	return putChoice(tx, choiceRow{book, 0, c.Regime.Key, c.Regime.Version, c.Detail, by.UserID, tx.NowUS()})
}

// AskClose asks for a month to be closed; see ledger.AskClose.
func AskClose(tx *db.Tx, by actor.Actor, b ledger.Book, month int32) error {
	if _, err := ledger.AskClose(tx, b.ID, month, by.UserID); err != nil {
		return err
	}
	return audit.Add(tx, by, "book.ask_close", "supplier", b.OwnerID, fmt.Sprint(month))
}

// ConfirmClose closes a month somebody else asked for, and keeps the regime it
// was closed under; see ledger.ConfirmClose.
func ConfirmClose(tx *db.Tx, by actor.Actor, b ledger.Book, month int32, merchantKind string) error {
	if _, err := ledger.ConfirmClose(tx, b.ID, month, by.UserID); err != nil {
		return err
	}
	if err := pin(tx, b.ID, month, merchantKind, by); err != nil {
		return fmt.Errorf("bookkeeping: regime of a closed month: %w", err)
	}
	return audit.Add(tx, by, "book.close", "supplier", b.OwnerID, fmt.Sprint(month))
}
