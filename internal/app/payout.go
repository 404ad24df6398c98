package app

import (
	"github.com/yigou/yigou/internal/config"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/payout"
)

// payoutRules are the teller's rules as configured; configured layouts stand
// before the three that come with the program, one of the same key replaces it.
func payoutRules(c config.Payout) payout.Rules {
	r := payout.Rules{AloneUpTo: money.Fen(c.AloneUpToYuan) * 100, Weekday: c.Weekday, Before: c.BeforeDays()}
	own := map[string]bool{}
	for _, l := range c.Layouts {
		own[l.Key] = true
		r.Layouts = append(r.Layouts, payoutLayout(l))
	}
	for _, l := range payout.DefaultLayouts {
		if !own[l.Key] {
			r.Layouts = append(r.Layouts, l)
		}
	}
	return r
}

func payoutLayout(l config.PayoutLayout) payout.Layout {
	a := l.Answer
	out := payout.Layout{
		Key: l.Key, Title: l.Title, Format: l.Format, Encoding: l.Encoding,
		Answer: payout.AnswerLayout{
			Seq: a.Seq, State: a.State, Reason: a.Reason, Txn: a.Txn, Amount: a.Amount,
			Success: a.Success, Failure: a.Failure, Pending: a.Pending, Bounced: a.Bounced,
		},
	}
	for _, c := range l.Columns {
		out.Columns = append(out.Columns, payout.Column{Head: c.Head, Field: payout.Field(c.Field)})
	}
	return out
}
