package httpapi

import (
	"fmt"

	"github.com/yigou/yigou/internal/alloc"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/trade"
)

// footprint is 助农足迹: what happened, then what is expected with its day.
func (f *orderFile) footprint(a *atlas) []FootStep {
	where := regionWords(a.Tree, f.Region)
	steps := append(f.takenIn(a), f.paidStep())
	if f.State == trade.Closed || f.State == trade.Cancelled {
		return append(done(steps), f.endedStep())
	}
	steps = append(steps, f.packedStep(where), f.shippedStep(where))
	if f.DeliveredUS != 0 {
		steps = append(steps, FootStep{Key: FootStepKeyDelivered, Title: "已送达", Detail: "快递说已经送到", At: at(f.DeliveredUS), Done: true})
	}
	return append(steps, f.signedStep(), f.creditedStep(), f.settledStep())
}

// done keeps what really happened.
func done(steps []FootStep) (out []FootStep) {
	for _, s := range steps {
		if s.Done {
			out = append(out, s)
		}
	}
	return out
}

func (f *orderFile) takenIn(a *atlas) []FootStep {
	if len(f.lots) == 0 {
		return []FootStep{{Key: FootStepKeyTakenIn, Title: "农户交货", Detail: "打包时绑定批次，到时能看到是哪个村、哪天收的"}}
	}
	var steps []FootStep
	for _, id := range keys(f.slices, func(s alloc.Slice) int64 { return s.Lot }) {
		l := f.lots[id]
		steps = append(steps, FootStep{
			Key: FootStepKeyTakenIn, Title: "农户交货", Detail: fmt.Sprintf("%s收货，批次 %s", f.station.Name, l.No),
			At: at(l.SealedUS), Day: BusinessDay(l.Received), Place: regionWords(a.Tree, l.Region), Done: true,
		})
	}
	return steps
}

func (f *orderFile) paidStep() FootStep {
	if f.PaidUS == 0 {
		return FootStep{Key: FootStepKeyPaid, Title: "付款", Detail: "付款后服务站开始备货"}
	}
	return FootStep{Key: FootStepKeyPaid, Title: "已付款", Detail: yuan(f.Total) + "，付给" + f.merchant.Name, At: at(f.PaidUS), Done: true}
}

func (f *orderFile) endedStep() FootStep {
	detail := f.endReason()
	if n := len(f.refunds); n > 0 {
		last := f.refunds[n-1]
		detail += "，" + yuan(last.Amount) + refundWords[last.State]
	}
	return FootStep{Key: FootStepKeyClosed, Title: f.State.Word(), Detail: detail, At: at(f.EndedUS), Done: true}
}

func (f *orderFile) packedStep(where string) FootStep {
	s := FootStep{Key: FootStepKeyPacked, Title: "打包", Detail: f.station.Name + "打包", Place: where}
	if f.PackedUS != 0 {
		s.Title, s.At, s.Done = "已打包", at(f.PackedUS), true
		return s
	}
	s.Day = BusinessDay(f.Promised)
	return s
}

func (f *orderFile) shippedStep(where string) FootStep {
	s := FootStep{Key: FootStepKeyShipped, Title: "发货", Detail: "交给" + f.carrierName(), Place: where}
	if f.ShippedUS != 0 {
		s.Title, s.At, s.Done = "已发货", at(f.ShippedUS), true
		s.Detail = fmt.Sprintf("%s，运单 %s", f.parcel.CarrierName, f.parcel.WaybillNo)
		return s
	}
	s.Day = BusinessDay(f.Promised)
	return s
}

func (f *orderFile) signedStep() FootStep {
	s := FootStep{Key: FootStepKeySigned, Title: "签收", Detail: "签收后货款记到农户账上"}
	switch {
	case f.SignedUS != 0:
		s.Title, s.Detail, s.At, s.Done = "已签收", "货款从这时起属于农户", at(f.SignedUS), true
	case f.AutoSignUS != 0:
		s.Day, s.Detail = BusinessDay(f.signDay()), "到这天没有异议就自动签收"
	}
	return s
}

// signDay is when the order was, or at the latest will be, signed off; 0 before
// it is shipped.
func (f *orderFile) signDay() clock.Day {
	switch {
	case f.SignedUS != 0:
		return clock.DayOf(f.SignedUS)
	case f.AutoSignUS != 0:
		return clock.DayOf(f.AutoSignUS)
	}
	return 0
}

func (f *orderFile) creditedStep() FootStep {
	s := FootStep{Key: FootStepKeyCredited, Title: "记到农户账上", Detail: f.creditWords()}
	if f.credited != 0 {
		s.Title, s.At, s.Done = "已记到农户账上", at(f.credited), true
		return s
	}
	s.Day = BusinessDay(f.signDay())
	return s
}

func (f *orderFile) creditWords() string {
	var sum money.Fen
	for _, s := range f.shares {
		sum += s.Amount
	}
	if len(f.shares) == 0 {
		return "按交货的数量和等级分给每一户"
	}
	return fmt.Sprintf("%s，共 %s", f.people(), yuan(sum))
}

func (f *orderFile) settledStep() FootStep {
	s := FootStep{Key: FootStepKeySettled, Title: "结算", Detail: "售后期过后转为待打款", Day: BusinessDay(f.settleDay())}
	if f.settled != 0 {
		s.Title, s.Detail, s.Day, s.Done = "已结算", "等下一次统一打到农户银行卡", BusinessDay(f.settled), true
	}
	return s
}

// stateDetail says what happens next and when.
func (f *orderFile) stateDetail() string {
	switch f.State {
	case trade.Created:
		return at(f.payment.ExpiresUS).Format("请在 15:04 前付款，逾期订单会自动关闭")
	case trade.Paid:
		return fmt.Sprintf("%s最晚 %s 发货", f.station.Name, dayWords(f.Promised))
	case trade.Packed:
		return "已打包，等快递取件"
	case trade.Shipped, trade.Delivered:
		return fmt.Sprintf("收到后请签收；%s 没有异议会自动签收", dayWords(clock.DayOf(f.AutoSignUS)))
	case trade.Signed:
		if f.settled != 0 {
			return "货款已结算给农户"
		}
		return fmt.Sprintf("货款已记到农户账上，%s 结算", dayWords(f.settleDay()))
	case trade.Closed:
		return "没有付款，订单已关闭"
	case trade.Cancelled:
		return f.endedStep().Detail
	}
	return ""
}
