package doctor

import (
	"github.com/yigou/yigou/internal/alloc"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/money"
)

// purses adds up what the rows say that each household has earned and not been
// settled.
type purses struct {
	e       *examination
	settled map[int64]int64 // row → settled up to
	due     map[ledger.AccountID]int64
}

func (p *purses) load() error {
	p.settled = map[int64]int64{}
	return p.e.each(`SELECT row_id, MAX(upto) FROM settlement_item GROUP BY row_id`, nil, func(r row) error {
		var id, upto int64
		err := r.Scan(&id, &upto)
		p.settled[id] = upto
		return err
	})
}

// add adds a slice: of a row that was settled beyond what refunds have left of
// it, the sweep has taken the difference, so nothing remains.
func (p *purses) add(s alloc.Slice) {
	if s.State != alloc.Signed {
		return
	}
	back := alloc.Retracted(s.Rows, s.Retracted)
	for i, r := range s.Rows {
		if r.Role == alloc.RoleHousehold {
			p.due[r.Account] += max(0, int64(r.Amount-back[i])-p.settled[r.ID])
		}
	}
}

// check is I14: what stands accrued for a household (2010) is what its rows have
// earned, less what refunds took back, less what was settled.
func (p *purses) check() {
	f := p.e.found["I14"]
	sum := money.Fen(0)
	for id, a := range p.e.accounts {
		if a.key.Code != ledger.Accrued {
			continue
		}
		held := a.cr - a.dr - p.e.waiting[id]
		sum += money.Fen(held)
		if held != p.due[id] {
			f.fail("农户 %d 在账本 %d 已成交未结算 %s 元，分配行合计 %s 元",
				a.key.OwnerID, a.key.Book, money.Fen(held), money.Fen(p.due[id]))
		}
	}
	f.count("%d 个账户的已成交未结算货款 %s 元", len(p.due), sum)
}
