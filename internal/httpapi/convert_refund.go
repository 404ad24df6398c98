package httpapi

import (
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/trade"
)

func refundInput(orderID int64, in RefundInput) trade.RefundInput {
	return trade.RefundInput{
		OrderID: orderID, Reason: trade.RefundReason(in.Reason), Note: in.Note,
		Lines: mapped(in.Lines, func(l RefundLineInput) trade.RefundLine {
			return trade.RefundLine{LineID: int64(l.OrderLineId), Cut: l.Cut, Amount: money.Fen(l.AmountFen)}
		}),
		Finding: in.Finding, Contact: trade.Contact(in.Contact), ContactDay: clock.Day(in.ContactDay),
	}
}

var (
	claimWords   = map[trade.ClaimState]string{trade.ClaimOpen: "等农户回话", trade.ClaimObjected: "农户不同意，待裁定", trade.ClaimPosted: "已由种养的各方分担", trade.ClaimDropped: "不用农户分担"}
	contactWords = map[trade.Contact]string{trade.ByVisit: "上门告知", trade.ByCall: "电话告知"}
)

// claim is a claim on an order's goods; share is what the household asked about
// bears, 0 where none is.
func claim(c trade.Claim, o trade.Order, today clock.Day, share money.Fen) Claim {
	out := Claim{
		Id: ID(c.RefundID), OrderId: ID(c.OrderID), OrderNo: o.No, AmountFen: int64(c.Amount), TakenFen: int64(c.Taken), ShareFen: int64(share),
		State: ClaimState(c.State), StateLabel: claimWords[c.State], Finding: c.Finding, ContactLabel: contactWords[c.Contact],
		ContactDay: BusinessDay(c.ContactDay), ObjectUntilDay: BusinessDay(c.ObjectUntil), Objection: c.Objection, Decision: c.Decision,
		CanObject: c.State == trade.ClaimOpen && today <= c.ObjectUntil,
	}
	for _, l := range o.Lines {
		if l.Kind == trade.Goods && l.Refunded > 0 {
			out.ProductName = l.ProductName
			break
		}
	}
	return out
}

// refundable is what the district may still give back of an order.
func refundable(o trade.Order) []RefundableLine {
	out := []RefundableLine{}
	switch o.State {
	case trade.Paid, trade.Shipped, trade.Delivered, trade.Signed:
	default:
		return out
	}
	for _, l := range o.Lines {
		left := RefundableLine{
			OrderLineId: ID(l.ID), Title: l.ProductName, LeftFen: int64(l.Gross - l.Refunded), UnitPriceFen: int64(l.UnitPrice),
		}
		if l.Kind == trade.Goods {
			left.Packages = l.Qty - l.Cut
		}
		if left.LeftFen > 0 && (l.Kind == trade.Goods || o.State != trade.Paid) {
			out = append(out, left)
		}
	}
	return out
}
