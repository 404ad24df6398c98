package httpapi

import (
	"encoding/hex"
	"fmt"

	"github.com/yigou/yigou/internal/bookkeeping"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/money"
)

func bookView(c bookkeeping.Choice, months []BookMonth) Book {
	return Book{
		Regime: RegimeKey(c.Regime.Key), RegimeTitle: c.Regime.Title, RegimeBasis: c.Regime.Basis, MappingVersion: c.Regime.Version,
		Detail: VoucherDetail(c.Detail), DetailLabel: c.Detail.Word(), Months: months,
		Regimes: mapped(bookkeeping.Regimes(), func(r bookkeeping.Regime) RegimeOption {
			return RegimeOption{Key: RegimeKey(r.Key), Title: r.Title, Basis: r.Basis, Version: r.Version}
		}),
		Layouts: mapped(bookkeeping.Layouts(), func(l bookkeeping.Layout) VoucherLayout { return VoucherLayout{Key: l.Key, Title: l.Title} }),
	}
}

var periodWords = map[ledger.PeriodState]string{
	ledger.PeriodOpen: "未结账", ledger.PeriodAsked: "待复核", ledger.PeriodClosed: "已结账",
}

func bookMonth(p ledger.Period, names map[int64]string) BookMonth {
	m := BookMonth{
		Month: fmt.Sprint(p.Month), State: BookMonthState(p.State), StateLabel: periodWords[p.State],
		AskedBy: names[p.AskedBy], AskedAt: at(p.AskedUS), ClosedBy: names[p.ClosedBy], ClosedAt: at(p.ClosedUS),
	}
	if p.State != ledger.PeriodOpen {
		m.Hash = hex.EncodeToString(p.Hash[:])
	}
	return m
}

func monthView(m BookMonth, c bookkeeping.Choice, trial []bookkeeping.TrialLine) BookMonthView {
	return BookMonthView{
		Month: m.Month, State: BookMonthViewState(m.State), StateLabel: m.StateLabel, Current: m.Current,
		AskedBy: m.AskedBy, AskedAt: m.AskedAt, ClosedBy: m.ClosedBy, ClosedAt: m.ClosedAt, Hash: m.Hash,
		MayAsk: m.MayAsk, MayConfirm: m.MayConfirm, RegimeTitle: c.Regime.Title,
		Trial: mapped(trial, trialLine), Income: mapped(bookkeeping.IncomeOf(trial, c.Regime), trialLine),
		DebitFen:  sumOf(trial, func(l bookkeeping.TrialLine) money.Fen { return l.Debit }),
		CreditFen: sumOf(trial, func(l bookkeeping.TrialLine) money.Fen { return l.Credit }),
	}
}

func trialLine(l bookkeeping.TrialLine) TrialLine {
	s := l.Subject
	return TrialLine{
		Code: s.Code, Name: s.Name, Detail: s.Detail, By: s.By, OpeningFen: int64(l.Opening),
		DebitFen: int64(l.Debit), CreditFen: int64(l.Credit), ClosingFen: int64(l.Closing),
	}
}

func voucher(v bookkeeping.Voucher) Voucher {
	return Voucher{
		Number: v.Number(), Day: BusinessDay(v.Day), Summary: v.Summary, SumFen: int64(v.Sum), Attachments: v.Attachments,
		Lines: mapped(v.Lines, func(l bookkeeping.VoucherLine) VoucherLine {
			s := l.Subject
			return VoucherLine{Code: s.Code, Name: s.Name, Detail: s.Detail, By: s.By, DebitFen: int64(l.Debit), CreditFen: int64(l.Credit)}
		}),
	}
}
