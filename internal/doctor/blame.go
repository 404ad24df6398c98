package doctor

import (
	"maps"
	"slices"

	"github.com/yigou/yigou/internal/ledger"
)

// maxSuspects bounds how many journals one examination looks into for the
// account to blame; the invariant is broken all the same.
const maxSuspects = 200

// charge says that an account breaks an invariant. For I1–I9 posting into it
// stops.
type charge struct {
	account   ledger.AccountID
	invariant string
	why       string
}

// suspicion falls on a journal, not yet on one of its accounts.
type suspicion struct {
	journal   int64
	invariant string
	why       string
}

// accuse is fail, and names the account.
func (e *examination) accuse(invariant string, a ledger.AccountID, format string, args ...any) {
	f := e.found[invariant]
	f.fail(format, args...)
	e.charge(invariant, a, f.last)
}

// charge keeps the first reason for each account.
func (e *examination) charge(invariant string, a ledger.AccountID, why string) {
	if _, known := e.charged[a]; !known && a != 0 {
		e.charged[a] = charge{a, invariant, why}
	}
}

// suspect is fail, and names the journal.
func (e *examination) suspect(invariant string, journal int64, format string, args ...any) {
	f := e.found[invariant]
	f.fail(format, args...)
	if len(e.suspects) < maxSuspects {
		e.suspects = append(e.suspects, suspicion{journal, invariant, f.last})
	}
}

// resolve turns suspicions into charges and puts all charges into the order of
// their accounts. Of a suspect journal's accounts those are to blame
// whose balance is not the sum of all their entries: an amount or an account was
// changed behind the balance. Where every balance agrees, all of them are: then
// nobody can say which.
func (e *examination) resolve() error {
	agree := map[ledger.AccountID]bool{}
	for _, s := range e.suspects {
		accounts, err := e.accountsIn(s.journal)
		if err != nil {
			return err
		}
		var off []ledger.AccountID
		for _, a := range accounts {
			ok, known := agree[a]
			if !known {
				if ok, err = e.agrees(a); err != nil {
					return err
				}
				agree[a] = ok
			}
			if !ok {
				off = append(off, a)
			}
		}
		if len(off) == 0 {
			off = accounts
		}
		for _, a := range off {
			e.charge(s.invariant, a, s.why)
		}
	}
	for _, a := range slices.Sorted(maps.Keys(e.charged)) {
		e.accused = append(e.accused, e.charged[a])
	}
	return nil
}

func (e *examination) accountsIn(journal int64) (ids []ledger.AccountID, err error) {
	err = e.each(`SELECT DISTINCT account_id FROM ledger_entry WHERE journal_id = ? ORDER BY account_id`, []any{journal}, func(r row) error {
		var id ledger.AccountID
		err := r.Scan(&id)
		ids = append(ids, id)
		return err
	})
	return ids, err
}

// agrees compares one balance with all entries of its account: an index is read
// from end to end, which only a suspicion is worth.
func (e *examination) agrees(a ledger.AccountID) (ok bool, err error) {
	err = e.each(`SELECT CASE WHEN COALESCE(SUM(CASE WHEN amount > 0 THEN amount ELSE 0 END), 0) = COALESCE(MAX(b.dr), 0)
			AND COALESCE(SUM(CASE WHEN amount < 0 THEN -amount ELSE 0 END), 0) = COALESCE(MAX(b.cr), 0) THEN 1 ELSE 0 END
		FROM ledger_entry e LEFT JOIN ledger_balance b ON b.account_id = e.account_id WHERE e.account_id = ?`, []any{int64(a)}, func(r row) error {
		var same int
		err := r.Scan(&same)
		ok = same == 1
		return err
	})
	return ok, err
}
