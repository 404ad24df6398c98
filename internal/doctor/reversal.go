package doctor

import (
	"fmt"

	"github.com/yigou/yigou/internal/ledger"
)

// checkReversals is I17: a reversal mirrors one journal of its book exactly, that
// journal is no reversal itself, and whoever approved the correction did not ask
// for it.
func (e *examination) checkReversals() error {
	f := e.found["I17"]
	mirror := fmt.Sprint(int(ledger.E15Correct))
	for what, query := range map[string]string{
		"没有可冲正的原凭证": `SELECT j.id FROM ledger_journal j LEFT JOIN ledger_journal o ON o.id = j.reverses
			WHERE j.reverses IS NOT NULL AND (o.id IS NULL OR o.book <> j.book OR o.n <> j.n OR o.reverses IS NOT NULL
				OR o.kind = ` + mirror + ` OR j.kind <> ` + mirror + `)`,
		"没有写明冲正哪一张": `SELECT id FROM ledger_journal WHERE reverses IS NULL AND kind = ` + mirror,
		"与原凭证不是逐行相反": `SELECT DISTINCT j.id FROM ledger_journal j JOIN ledger_entry e ON e.journal_id = j.id
			LEFT JOIN ledger_entry o ON o.journal_id = j.reverses AND o.ord = e.ord AND o.account_id = e.account_id
				AND o.dim = e.dim AND o.amount = -e.amount
			WHERE j.reverses IS NOT NULL AND o.journal_id IS NULL`,
		"由申请人自己批准": `SELECT journal_id FROM correction WHERE state = 'approved' AND (approver = author OR approver = 0)`,
	} {
		err := e.each(query, nil, func(r row) error {
			var id int64
			err := r.Scan(&id)
			f.fail("冲正 %d %s", id, what)
			return err
		})
		if err != nil {
			return err
		}
	}
	var n int64
	err := e.one(`SELECT COUNT(*) FROM ledger_journal WHERE reverses IS NOT NULL`, nil, &n)
	f.count("%d 张冲正", n)
	return err
}
