package doctor

import (
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/safeguard"
)

// overnight is how long custody may fall short: a day until the next sweep, and
// an hour for the sweep itself.
const overnight = int64(25 * 60 * 60 * 1_000_000)

// custody follows one book through its journals: by how much its custody falls
// short of what it owes, and since when.
type custody struct {
	gap     int64
	sinceUS int64 // 0 while nothing is missing
}

// weigh adds a journal to its book's custody. Journals of a book come in the
// order of their posting, because a book stays in its lane.
func (e *examination) weigh(p *ledger.Posted) {
	c := e.custody[p.Book]
	if c == nil {
		c = &custody{}
		e.custody[p.Book] = c
	}
	for _, x := range p.Entries {
		if safeguard.Held(x.Key.Code) || safeguard.Owed(x.Key.Code) {
			c.gap -= x.Amount
		}
	}
	switch {
	case c.gap <= 0:
		c.sinceUS = 0
	case c.sinceUS == 0:
		c.sinceUS = p.PostedUS
	}
}

// checkSafeguarding is I16: no book's custody fell short before the last sweep
// and still does, and what institutions owe is what waits for their money.
func (e *examination) checkSafeguarding() error {
	f, missing := e.found["I16"], int64(0)
	for book, c := range e.custody {
		missing += max(0, c.gap)
		if c.sinceUS != 0 && e.tx.NowUS()-c.sinceUS > overnight {
			f.fail("账套 %d 的监管资金短少 %s 元，超过一天没有补足", book, money.Fen(c.gap))
		}
	}
	unfunded := map[int32]int64{}
	for _, a := range e.accounts {
		switch a.key.Code {
		case ledger.Receivable, ledger.AccruedUnfunded, ledger.FeesUnfunded:
			unfunded[a.key.Book] += a.dr - a.cr
		default: // the others are not part of sales on account
		}
	}
	for _, in := range e.intents {
		if in.key.kind == ledger.E9Cash || in.key.kind == ledger.E9Release {
			delete(unfunded, in.key.book) // the cash is in, its release on its way, or the reverse
		}
	}
	for book, sum := range unfunded {
		if sum != 0 {
			f.fail("账套 %d 的应收采购款与未到货款相差 %s 元", book, money.Fen(sum))
		}
	}
	f.count("%d 个账套，今天待补足 %s 元", len(e.custody), money.Fen(missing))
	return nil
}
