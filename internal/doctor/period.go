package doctor

import (
	"github.com/yigou/yigou/internal/ledger"
)

// ahead is how far a fact may lie before its posting's clock: two machines.
const ahead = 5 * 60 * 1_000_000

// checkTime is I19 for one journal: it does not record the future.
func (e *examination) checkTime(p *ledger.Posted) {
	if p.EffectiveUS > p.PostedUS+ahead {
		e.found["I19"].fail("凭证 %d 的业务时间晚于入账时间", p.ID)
	}
}

// closedMonth is a row of ledger_period.
type closedMonth struct {
	book, month       int32
	hash              ledger.Hash
	askedBy, closedBy int64
}

// checkPeriods is I19: months are closed in order by two people, each stored
// trial balance is the sum of the month's entries on top of the month before, and
// its hash is the one that was taken then. A journal that got into a closed month
// changes the sums.
func (e *examination) checkPeriods() error {
	months, err := e.closedMonths()
	if err != nil {
		return err
	}
	var before closedMonth
	opening := map[ledger.AccountID]int64{}
	for _, m := range months {
		if m.book != before.book {
			before, opening = closedMonth{}, map[ledger.AccountID]int64{}
		}
		if opening, err = e.checkPeriod(m, before, opening); err != nil {
			return err
		}
		before = m
	}
	e.found["I19"].count("%d 个已结账的月份", len(months))
	return nil
}

func (e *examination) closedMonths() (months []closedMonth, err error) {
	err = e.each(`SELECT book, period, tb_hash, asked_by, closed_by FROM ledger_period
		WHERE state = 'closed' ORDER BY book, period`, nil, func(r row) error {
		var m closedMonth
		var hash []byte
		err := r.Scan(&m.book, &m.month, &hash, &m.askedBy, &m.closedBy)
		copy(m.hash[:], hash)
		months = append(months, m)
		return err
	})
	return months, err
}

// checkPeriod checks one month and returns what it closed with.
func (e *examination) checkPeriod(m, before closedMonth, opening map[ledger.AccountID]int64) (map[ledger.AccountID]int64, error) {
	f := e.found["I19"]
	moves, err := e.movesOf(m)
	if err != nil {
		return nil, err
	}
	var lines []ledger.TrialLine
	closing := map[ledger.AccountID]int64{}
	err = e.each(`SELECT account_id, opening, dr, cr, closing FROM ledger_trial WHERE book = ? AND period = ? ORDER BY account_id`,
		[]any{m.book, m.month}, func(r row) error {
			var l ledger.TrialLine
			if err := r.Scan(&l.Account, &l.Opening, &l.Dr, &l.Cr, &l.Closing); err != nil {
				return err
			}
			lines = append(lines, l)
			if l.Opening != opening[l.Account] || l.Closing != l.Opening+l.Dr-l.Cr || moves[l.Account] != [2]int64{l.Dr, l.Cr} {
				f.fail("账套 %d 的 %d 月余额表，账户 %d 与分录不符", m.book, m.month, l.Account)
			}
			if l.Closing != 0 {
				closing[l.Account] = l.Closing
			}
			delete(moves, l.Account)
			delete(opening, l.Account)
			return nil
		})
	if err != nil {
		return nil, err
	}
	switch {
	case len(moves)+len(opening) > 0:
		f.fail("账套 %d 的 %d 月余额表缺 %d 个账户", m.book, m.month, len(moves)+len(opening))
	case ledger.TrialHash(m.book, m.month, before.hash, lines) != m.hash:
		f.fail("账套 %d 的 %d 月余额表与结账时的指纹不符", m.book, m.month)
	case m.askedBy == m.closedBy:
		f.fail("账套 %d 的 %d 月由同一个人发起和复核", m.book, m.month)
	}
	return closing, nil
}

// movesOf sums the entries booked into a month, debit and credit per account.
func (e *examination) movesOf(m closedMonth) (map[ledger.AccountID][2]int64, error) {
	moves := map[ledger.AccountID][2]int64{}
	err := e.each(`SELECT e.account_id, SUM(CASE WHEN e.amount > 0 THEN e.amount ELSE 0 END),
		SUM(CASE WHEN e.amount < 0 THEN -e.amount ELSE 0 END)
		FROM ledger_journal j JOIN ledger_entry e ON e.journal_id = j.id
		WHERE j.book = ? AND j.period = ? GROUP BY e.account_id`, []any{m.book, m.month}, func(r row) error {
		var id ledger.AccountID
		var sums [2]int64
		err := r.Scan(&id, &sums[0], &sums[1])
		moves[id] = sums
		return err
	})
	return moves, err
}
