package payout

import (
	"context"
	"slices"
	"time"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/ledger"
)

// DraftJob is the calendar's: it drafts for every book on a payout day.
const DraftJob = "payout.draft"

// DraftDay drafts for every merchant when today is a payout day, at most once a
// day and merchant. A merchant with nobody to pay gets none.
func (t *Teller) DraftDay(ctx context.Context, d *db.DB) (made int, err error) {
	today := clock.DayOf(clock.US(d.Clock().Now()))
	if !t.rules.PayoutDay(today) {
		return 0, nil
	}
	merchants, err := merchantsOf(ctx, d)
	if err != nil {
		return 0, err
	}
	for _, m := range merchants {
		err := d.Update(ctx, func(tx *db.Tx) error {
			in := DraftInput{MerchantID: m, Origin: ByWeek}
			_, err := t.draft(tx, actor.System("weekly payout"), tx.NewID(), "weekly."+today.String(), in)
			return err
		})
		if f, ok := fault.From(err); db.IsDuplicate(err) || ok && (f.Code == ErrNobody.Code || f.Code == ErrWaiting.Code) {
			continue
		}
		if err != nil {
			return made, err
		}
		made++
	}
	return made, nil
}

// merchantsOf are the merchants that have a book.
func merchantsOf(ctx context.Context, d *db.DB) (ids []int64, err error) {
	err = d.View(ctx, func(tx *db.Tx) error {
		books, err := ledger.BooksOfKind(tx, ledger.OwnerMerchant)
		for _, b := range books {
			ids = append(ids, b.OwnerID)
		}
		return err
	})
	return ids, err
}

// PayoutDay reports whether drafts are made on a day.
func (r Rules) PayoutDay(d clock.Day) bool {
	wd := int(clock.Time(d.Start()).In(clock.Shanghai).Weekday())
	if wd == int(time.Sunday) {
		wd = 7
	}
	return wd == r.Weekday || slices.Contains(r.Before, int(d))
}

// NextDay is the first payout day from a day on.
func (r Rules) NextDay(from clock.Day) clock.Day {
	for d := from; d < from.Add(8); d = d.Add(1) {
		if r.PayoutDay(d) {
			return d
		}
	}
	return 0
}
