package ledger

import (
	"errors"
	"fmt"
)

// AccountID names an account. It is opaque: who owns it is in ledger_account.
type AccountID int64

// Leg is one entry asked for: debit above zero, credit below, in the unit of the
// journal.
type Leg struct {
	Account AccountID
	Amount  int64
	Dim     int64 // what the account's open items are told apart by; 0 where the chart names none
	Row     int64 // the alloc_row this entry pays; 0 = none

	// Balancing makes Amount an upper bound: the lane takes min(asked, what the
	// guarded account holds), and the journal's last leg takes up the difference
	// (set-off and sweeps, decisions 16).
	Balancing bool
}

// Journal is what a flow asks to be posted. Its key is (Book, Kind, Ref, RefSeq):
// asking again with the same legs changes nothing, with other legs it is a
// conflict that a person must look at.
type Journal struct {
	Book        int32
	Kind        Kind
	Ref, RefSeq int64
	Order       int64 // the order whose page shows this journal; 0 = none
	EffectiveUS int64 // when it happened, in microseconds; may lie before the posting
	Reverses    int64 // the journal this one mirrors; 0 = none
	Actor       int64 // the user behind it; 0 = the house
	Legs        []Leg
}

// Bounds of a journal.
const (
	MaxAmount int64 = 10_000_000_000_000 // 10¹³ fen or goods units per leg (ledger.md §3)
	MaxLegs   int   = 5_000
)

// ErrInvalid says that a journal can never be posted: a programming fault, found
// when it is promised.
var ErrInvalid = errors.New("ledger: invalid journal")

// Validate checks what needs no account: kind, key, amounts, zero sum.
func (j Journal) Validate() error {
	switch {
	case j.Book <= 0:
		return fmt.Errorf("%w: no book", ErrInvalid)
	case !j.Kind.Known():
		return fmt.Errorf("%w: kind %d", ErrInvalid, j.Kind)
	case j.Ref == 0:
		return fmt.Errorf("%w: %s without a ref", ErrInvalid, j.Kind)
	case j.EffectiveUS <= 0:
		return fmt.Errorf("%w: %s without a time", ErrInvalid, j.Kind)
	case len(j.Legs) < 2 || len(j.Legs) > MaxLegs:
		return fmt.Errorf("%w: %s of %d legs", ErrInvalid, j.Kind, len(j.Legs))
	}
	return j.validateLegs()
}

func (j Journal) validateLegs() error {
	sum, balancing := int64(0), j.balancing()
	for i, l := range j.Legs {
		rest := balancing && i == len(j.Legs)-1
		switch {
		case l.Account == 0:
			return fmt.Errorf("%w: %s leg %d without an account", ErrInvalid, j.Kind, i)
		case l.Amount == 0 && !rest:
			return fmt.Errorf("%w: %s leg %d of zero", ErrInvalid, j.Kind, i)
		case l.Amount > MaxAmount || l.Amount < -MaxAmount:
			return fmt.Errorf("%w: %s leg %d of %d", ErrInvalid, j.Kind, i, l.Amount)
		case l.Balancing && rest:
			return fmt.Errorf("%w: %s: the last leg takes up the difference and cannot be balancing", ErrInvalid, j.Kind)
		}
		sum += l.Amount
	}
	if sum != 0 {
		return fmt.Errorf("%w: %s sums to %d", ErrInvalid, j.Kind, sum)
	}
	return nil
}

func (j Journal) balancing() bool {
	for _, l := range j.Legs {
		if l.Balancing {
			return true
		}
	}
	return false
}

// validateAccounts checks the legs against the accounts they name: of the
// journal's book and unit, with a dim where the chart wants one.
func (j Journal) validateAccounts(accounts map[AccountID]account) error {
	for i, l := range j.Legs {
		a, ok := accounts[l.Account]
		switch {
		case !ok:
			return fmt.Errorf("%w: %s leg %d: account %d does not exist", ErrInvalid, j.Kind, i, l.Account)
		case a.Book != j.Book:
			return fmt.Errorf("%w: %s of book %d touches book %d", ErrInvalid, j.Kind, j.Book, a.Book)
		case a.Code.Unit() != j.Kind.Unit():
			return fmt.Errorf("%w: %s touches %s of another unit", ErrInvalid, j.Kind, a.Code)
		case byCode[a.Code].Dim == "" && l.Dim != 0:
			return fmt.Errorf("%w: %s: %s carries no dim", ErrInvalid, j.Kind, a.Code)
		case byCode[a.Code].Dim != "" && l.Dim == 0:
			return fmt.Errorf("%w: %s: %s needs its %s as dim", ErrInvalid, j.Kind, a.Code, byCode[a.Code].Dim)
		case l.Balancing && byCode[a.Code].Guard == Unguarded:
			return fmt.Errorf("%w: %s: %s is not guarded and cannot balance", ErrInvalid, j.Kind, a.Code)
		case l.Balancing && l.Amount*int64(byCode[a.Code].Side) > 0:
			return fmt.Errorf("%w: %s: a balancing leg takes from %s, it cannot add", ErrInvalid, j.Kind, a.Code)
		}
	}
	return nil
}
