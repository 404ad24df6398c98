package ledger

import "github.com/yigou/yigou/internal/db"

// Enqueue promises journals in the caller's transaction: they are posted if and
// only if it commits (decisions 16). What could never be posted (a sum that is
// not zero, an account of another book, a missing dim) is refused here with
// ErrInvalid, a programming fault; what cannot be posted yet is the lane's
// worry.
func Enqueue(tx *db.Tx, js ...Journal) error {
	if len(js) == 0 {
		return nil
	}
	var ids []AccountID
	for _, j := range js {
		if err := j.Validate(); err != nil {
			return err
		}
		for _, l := range j.Legs {
			ids = append(ids, l.Account)
		}
	}
	accounts, err := accountsByID(tx, ids)
	if err != nil {
		return err
	}
	lanes := make([]int16, len(js))
	for i, j := range js {
		if err := j.validateAccounts(accounts); err != nil {
			return err
		}
		if lanes[i], err = laneOf(tx, j.Book); err != nil {
			return err
		}
	}
	queueIntents(tx, lanes, js)
	b := bellOf(tx)
	tx.OnCommit(func() {
		for _, lane := range lanes {
			b.ring(lane)
		}
	})
	return nil
}
