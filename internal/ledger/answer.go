package ledger

import (
	"fmt"

	"github.com/yigou/yigou/internal/db"
)

// Answer is what the lane said to a journal that asks (Kind.Asks).
type Answer int8

// The answers. Yes and No are final.
const (
	Pending Answer = iota // not looked at yet
	Yes                   // posted
	No                    // refused: an account held too little
)

// Answers tells, for questions of one book and kind with ref_seq 0, what became
// of them. The map holds every ref.
func Answers(tx *db.Tx, book int32, kind Kind, refs []int64) (map[int64]Answer, error) {
	out, keys := make(map[int64]Answer, len(refs)), make([]journalKey, len(refs))
	for i, ref := range refs {
		out[ref], keys[i] = Pending, journalKey{book, kind, ref, 0}
	}
	no, err := selectRefused(tx, keys)
	if err != nil {
		return nil, fmt.Errorf("ledger: answers: %w", err)
	}
	for k := range no {
		out[k.ref] = No
	}
	for len(keys) > 0 {
		n := min(len(keys), maxRows)
		yes, err := selectKnown(tx, keys[:n])
		if err != nil {
			return nil, fmt.Errorf("ledger: answers: %w", err)
		}
		for k := range yes {
			out[k.ref] = Yes
		}
		keys = keys[n:]
	}
	return out, nil
}

// BalancesOfBook reads every account of one code in a book that holds something,
// by owner.
func BalancesOfBook(tx *db.Tx, book int32, code Code) ([]Balance, error) {
	bs, err := scanBalances(tx, `WHERE a.book = ? AND a.code = ? AND b.dr <> b.cr ORDER BY a.owner_id, a.sub`, book, code)
	if err != nil {
		return nil, fmt.Errorf("ledger: balances of book %d: %w", book, err)
	}
	return bs, nil
}
