package ledger

import (
	"fmt"
	"slices"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
)

// Stop is an account into which nothing is posted since an invariant broke
// (ledger.md §5). Intents that touch it are parked; every other account goes on.
type Stop struct {
	ID        int64
	Account   AccountID
	Key       AccountKey
	Invariant string // "I3"
	Why       string // what was found, one sentence
	StoppedUS int64
	AskedBy   int64 // who asks for the lift; 0 = nobody yet
	AskedUS   int64
	LiftedBy  int64
	LiftedUS  int64 // 0 = stopped now
}

// Refusals.
var (
	ErrStopUnknown = fault.New(fault.NotFound, "ledger.stop_unknown", "没有这次暂停")
	ErrStopState   = fault.New(fault.Conflict, "ledger.stop_state", "这次暂停的状态已经变了，请刷新后再看")
	ErrStopPerson  = fault.New(fault.Denied, "ledger.stop_person", "提出恢复的人不能自己复核，请换一位同事")
)

// StopAccounts stops posting into accounts and returns the stops that are new:
// an account that is stopped already stays so, for its first reason. Of a stop
// only Account, Invariant and Why are read.
//
// It raises the epoch of the lanes first, as closing a month does: a batch that
// was planned before fails its compare-and-set and is planned anew, by a writer
// that has read the stops. So posting itself asks no question more.
func StopAccounts(tx *db.Tx, stops []Stop) (fresh []Stop, err error) {
	fresh, err = newStops(tx, stops)
	if err != nil || len(fresh) == 0 {
		return nil, wrapStop(err)
	}
	if err := fenceAccounts(tx, fresh...); err != nil {
		return nil, wrapStop(err)
	}
	for i := range fresh {
		fresh[i].ID, fresh[i].StoppedUS = tx.NewID(), tx.NowUS()
	}
	return fresh, wrapStop(insertStops(tx, fresh))
}

// newStops leaves out accounts that are unknown, named before, or stopped now.
func newStops(tx *db.Tx, stops []Stop) (fresh []Stop, err error) {
	ids := make([]AccountID, len(stops))
	for i, s := range stops {
		ids[i] = s.Account
	}
	known, err := accountsByID(tx, ids)
	if err != nil {
		return nil, err
	}
	now, err := selectStopped(tx)
	if err != nil {
		return nil, err
	}
	for _, s := range stops {
		a, ok := known[s.Account]
		if !ok || now[s.Account] {
			continue
		}
		now[s.Account] = true
		s.Key = a.AccountKey
		fresh = append(fresh, s)
	}
	return fresh, nil
}

// fenceAccounts raises the epoch of the lanes that write the accounts, in order.
func fenceAccounts(tx *db.Tx, stops ...Stop) error {
	var lanes []int16
	for _, s := range stops {
		lane, err := laneOf(tx, s.Key.Book)
		if err != nil {
			return err
		}
		lanes = append(lanes, lane)
	}
	slices.Sort(lanes)
	for _, lane := range slices.Compact(lanes) {
		if err := raiseEpoch(tx, lane); err != nil {
			return err
		}
	}
	return nil
}

// Stops lists accounts that are stopped now, and then those that were, the newest
// first, at most limit.
func Stops(tx *db.Tx, limit int) ([]Stop, error) {
	all, err := selectStops(tx, `1 = 1 ORDER BY CASE WHEN s.lifted_us = 0 THEN 0 ELSE 1 END, s.id DESC LIMIT ?`, limit)
	return all, wrapStop(err)
}

// StopOf reads one. Refusals: ErrStopUnknown.
func StopOf(tx *db.Tx, id int64) (Stop, error) {
	all, err := selectStops(tx, `s.id = ?`, id)
	switch {
	case err != nil:
		return Stop{}, wrapStop(err)
	case len(all) == 0:
		return Stop{}, ErrStopUnknown
	}
	return all[0], nil
}

// AskLift says that the fault was found and put right, and that posting may go
// on. Whoever asks last is the one who may not confirm. Refusals: ErrStopUnknown,
// ErrStopState.
func AskLift(tx *db.Tx, id, by int64) (Stop, error) {
	s, err := StopOf(tx, id)
	if err != nil {
		return Stop{}, err
	}
	s.AskedBy, s.AskedUS = by, tx.NowUS()
	asked, err := putLiftAsked(tx, s)
	if err == nil && !asked {
		err = ErrStopState
	}
	return s, wrapStop(err)
}

// MayConfirm says whether a person may confirm the lift now. Refusals:
// ErrStopState, ErrStopPerson.
func (s Stop) MayConfirm(by int64) error {
	switch {
	case s.LiftedUS != 0 || s.AskedBy == 0:
		return ErrStopState
	case s.AskedBy == by:
		return ErrStopPerson
	}
	return nil
}

// ConfirmLift lets posting go on, by another person than asked. That the books
// are whole again is for the caller to know: he has had them examined. What is
// parked for a stop waits anew, so that an idle lane looks at it too; where
// another account is still stopped it is parked again. Refusals: ErrStopUnknown,
// ErrStopState, ErrStopPerson.
func ConfirmLift(tx *db.Tx, id, by int64) (Stop, error) {
	s, err := StopOf(tx, id)
	if err == nil {
		err = s.MayConfirm(by)
	}
	if err != nil {
		return Stop{}, err
	}
	if err := fenceAccounts(tx, s); err != nil {
		return Stop{}, wrapStop(err)
	}
	s.LiftedBy, s.LiftedUS = by, tx.NowUS()
	lifted, err := putLifted(tx, s)
	if err == nil && !lifted {
		err = ErrStopState
	}
	if err == nil {
		err = unparkStopped(tx, s.Key.Book)
	}
	return s, wrapStop(err)
}

// stoppedAt finds the first stopped account that legs touch.
func (l *lane) stoppedAt(legs []Leg) (AccountID, bool) {
	if len(l.stopped) == 0 {
		return 0, false
	}
	i := slices.IndexFunc(legs, func(x Leg) bool { return l.stopped[x.Account] })
	if i < 0 {
		return 0, false
	}
	return legs[i].Account, true
}

// wrapStop names the place; refusals pass as they are.
func wrapStop(err error) error {
	if _, refusal := fault.From(err); err == nil || refusal {
		return err
	}
	return fmt.Errorf("ledger: stopped accounts: %w", err)
}
