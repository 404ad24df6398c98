package httpapi

import (
	"fmt"
	"slices"
	"strings"

	"github.com/yigou/yigou/internal/alloc"
	"github.com/yigou/yigou/internal/benefit"
	"github.com/yigou/yigou/internal/catalog"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/logistics"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/trade"
	"github.com/yigou/yigou/internal/vault"
)

func quote(q trade.Quote, versions map[int64]benefit.Version) Quote {
	out := Quote{
		GoodsFen: int64(q.Goods), FreightFen: int64(q.Freight), TotalFen: int64(q.Total), FreightKnown: true, Payable: q.Ready,
		Groups: mapped(q.Groups, func(g trade.QuoteGroup) QuoteGroup { return quoteGroup(g, versions) }),
	}
	for _, g := range out.Groups {
		for _, l := range g.Lines {
			out.HouseholdsFen += l.HouseholdsFen
		}
	}
	for _, g := range q.Groups {
		out.FreightKnown = out.FreightKnown && g.FreightKnown
	}
	return out
}

func quoteGroup(g trade.QuoteGroup, versions map[int64]benefit.Version) QuoteGroup {
	out := QuoteGroup{
		MerchantId: ID(g.MerchantID), MerchantName: g.MerchantName, StationId: ID(g.StationID), StationName: g.StationName,
		GoodsFen: int64(g.Goods), FreightFen: int64(g.Freight), TotalFen: int64(g.Goods + g.Freight),
		FreightNote: freightNote(g), Promise: g.Promise, Problem: lineProblem(g.Problem),
		Lines: mapped(g.Lines, func(l trade.QuoteLine) QuoteLine { return quoteLine(l, versions[l.Sku.BenefitLinkID]) }),
	}
	for _, l := range out.Lines {
		out.WeightG += l.WeightG
	}
	return out
}

func freightNote(g trade.QuoteGroup) string {
	switch {
	case g.Problem != nil:
		return g.Problem.Detail
	case g.Promise == "":
		return "没有可以发货的商品"
	case !g.FreightKnown:
		return "选好收货地址后计算运费"
	case g.Freight == 0:
		return "这一单免运费"
	}
	return g.StationName + "发货"
}

func quoteLine(l trade.QuoteLine, v benefit.Version) QuoteLine {
	k := l.Sku
	grams := k.NetContentG * l.Qty
	if k.ProductID == 0 {
		k.ProductName = "已下架的商品"
	}
	return QuoteLine{
		SkuId: ID(k.SkuID), ProductId: ID(k.ProductID), ProductName: k.ProductName, SkuName: k.SkuName,
		VillageName: k.VillageName, Cover: cover(k.CoverMediaID, "", k.ProductName), PriceFen: int64(k.Price),
		Quantity: l.Qty, AmountFen: int64(l.Gross), HouseholdsFen: householdsPart(v, l.Gross, grams),
		WeightG: grams, Available: min(l.Left, mostOffered), Problem: lineProblem(l.Problem),
	}
}

func checkout(c trade.Checkout, merchants, stations map[int64]string) Checkout {
	out := Checkout{
		Id: ID(c.ID), State: checkoutState(c), TotalFen: int64(c.Total), CreatedAt: at(c.CreatedUS), ExpiresAt: at(c.ExpiresUS),
		Orders: mapped(c.Orders, func(o trade.Order) CheckoutOrder {
			return CheckoutOrder{
				Id: ID(o.ID), No: o.No, MerchantName: merchants[o.MerchantID], StationName: stations[o.StationID],
				TotalFen: int64(o.Total), State: OrderState(o.State),
			}
		}),
	}
	out.Payments = mapped(c.Payments, func(p trade.Payment) Payment { return payment(p, out.Orders) })
	return out
}

// checkoutState sums up the payments: something to pay, all paid, or given up.
func checkoutState(c trade.Checkout) CheckoutState {
	state := CheckoutStateClosed
	for _, p := range c.Payments {
		switch p.State {
		case trade.PaymentCreated:
			return CheckoutStateOpen
		case trade.PaymentPaid:
			state = CheckoutStatePaid
		case trade.PaymentClosed:
		}
	}
	return state
}

var paymentWords = map[trade.PaymentState]string{
	trade.PaymentCreated: "待付款", trade.PaymentPaid: "已付款", trade.PaymentClosed: "已关闭",
}

// payment shows a charge with the names of those it pays.
func payment(p trade.Payment, orders []CheckoutOrder) Payment {
	out := Payment{
		Id: ID(p.ID), State: PaymentState(p.State), StateLabel: paymentWords[p.State], AmountFen: int64(p.Amount),
		Channel: p.Channel, ChannelLabel: word(channelWords, p.Channel), ExpiresAt: at(p.ExpiresUS), PaidAt: at(p.PaidUS),
	}
	if p.State == trade.PaymentCreated {
		out.PayUrl = "/cashier/" + formatID(p.ID)
	}
	var paid []string
	for _, part := range p.Parts {
		for _, o := range orders {
			if int64(o.Id) == part.OrderID && !slices.Contains(paid, o.MerchantName) {
				paid = append(paid, o.MerchantName)
			}
		}
	}
	out.MerchantName = strings.Join(paid, "、")
	return out
}

func (l *orderList) card(o trade.Order) OrderCard {
	return OrderCard{
		Id: ID(o.ID), No: o.No, State: OrderState(o.State), StateLabel: o.State.Word(), CreatedAt: at(o.CreatedUS),
		CheckoutId: ID(o.CheckoutID), MerchantName: l.merchants[o.MerchantID].Name, StationName: l.stations[o.StationID].Name,
		Items: orderItems(o), TotalFen: int64(o.Total), HouseholdsFen: l.toHouseholds(o), Actions: buyerActions(o),
	}
}

func orderItems(o trade.Order) []OrderItemCard {
	out := []OrderItemCard{}
	for _, x := range o.Lines {
		if x.Kind == trade.Goods {
			out = append(out, OrderItemCard{
				ProductId: ID(x.ProductID), ProductName: x.ProductName, SkuName: x.SkuName, Quantity: x.Qty,
				Cover: cover(x.MediaID, "", x.ProductName),
			})
		}
	}
	return out
}

func (l *orderList) workCard(o trade.Order, sc scope) WorkOrderCard {
	out := WorkOrderCard{
		Id: ID(o.ID), No: o.No, State: OrderState(o.State), StateLabel: o.State.Word(), CreatedAt: at(o.CreatedUS), PaidAt: at(o.PaidUS),
		ShipByDay: BusinessDay(o.Promised), Late: late(o, l.today), ShipTo: shipTo(o, sc.open),
		MerchantName: l.merchants[o.MerchantID].Name, StationName: l.stations[o.StationID].Name,
		Items: orderItems(o), TotalFen: int64(o.Total), HouseholdsFen: l.toHouseholds(o), Actions: stationActions(o, sc),
	}
	for _, x := range o.Lines {
		out.WeightG += x.Grams
	}
	return out
}

func late(o trade.Order, today clock.Day) bool {
	return (o.State == trade.Paid || o.State == trade.Packed) && o.Promised != 0 && o.Promised < today
}

// shipTo shows where an order goes; those who need not know see it masked.
func shipTo(o trade.Order, open bool) ShipTo {
	r := o.Receiver
	if !open {
		return ShipTo{Name: vault.MaskName(r.Name), Phone: vault.MaskPhone(r.Phone), RegionName: countyName(r.County)}
	}
	return ShipTo{Name: r.Name, Phone: r.Phone, RegionName: countyName(r.County), Detail: r.Detail}
}

func (f *orderFile) line(x trade.Line) OrderLine {
	return OrderLine{
		Id: ID(x.ID), SkuId: ID(x.SkuID), ProductId: ID(x.ProductID), ProductName: x.ProductName, SkuName: x.SkuName,
		Cover: cover(x.MediaID, "", x.ProductName), UnitPriceFen: int64(x.UnitPrice), Quantity: x.Qty, AmountFen: int64(x.Gross),
		WeightG: x.Grams, ReturnPolicyLabel: word(returnWords, catalog.ReturnPolicy(x.ReturnPolicy)),
		AfterSaleDays: x.AfterSaleDays, Lots: f.takes(x.ID),
	}
}

// orderBill is the order's 助农账单 in the order in which a bill is read.
func (f *orderFile) orderBill(a *atlas) OrderBill {
	names := payees{village: a.Name(f.Region), station: f.station.Name, merchant: f.merchant.Name}
	out := OrderBill{Exact: f.bill.Exact, GrossFen: int64(f.Total), Parts: []BillPart{}}
	for _, role := range alloc.Roles() {
		for _, p := range f.bill.Parts {
			if p.Role == role && p.Amount > 0 {
				out.Parts = append(out.Parts, f.billPart(p, names))
			}
		}
	}
	return out
}

func (f *orderFile) billPart(p alloc.Part, names payees) BillPart {
	part := BillPart{
		Role: BillRole(p.Role), Title: partTitles[p.Role], Payee: names.of(p.Role),
		AmountFen: int64(p.Amount), ShareBp: share(int64(p.Amount), int64(f.Total)),
	}
	if p.Role == alloc.RoleHousehold && len(f.shares) > 0 {
		part.Payee = f.people()
	}
	if p.Role == alloc.RoleFreight && p.Amount == f.Freight {
		part.Payee, part.Basis, part.SetBy = f.carrierName(), "买家付的运费，不参与分成", f.merchant.Name+"的运费模板"
		return part
	}
	for _, v := range f.versions {
		part.Basis = basis(v, p.Role)
		part.SetBy = fmt.Sprintf("下单时的代销约定「%s」第 %d 版", v.Name, v.No)
	}
	if len(f.versions) > 1 {
		part.Basis, part.SetBy = "每件商品按自己的约定计算", "下单时各件商品的代销约定"
	}
	return part
}

// carrierName is who carries, or will carry, the parcel.
func (f *orderFile) carrierName() string {
	payee := f.parcel.CarrierID
	for _, l := range f.Lines {
		if l.Kind == trade.Freight {
			payee = l.PayeeID
		}
	}
	for _, c := range f.carriers {
		if c.ID == payee {
			return c.Name
		}
	}
	return "快递公司"
}

// people says who is credited: 桂香村 12 户, with their villages.
func (f *orderFile) people() string {
	var villages []string
	n := map[string]int{}
	for _, s := range f.shares {
		if n[s.VillageName] == 0 {
			villages = append(villages, s.VillageName)
		}
		n[s.VillageName]++
	}
	return strings.Join(mapped(villages, func(v string) string { return fmt.Sprintf("%s %d 户", v, n[v]) }), "、")
}

func (f *orderFile) households(a *atlas, named bool) OrderHouseholds {
	out := OrderHouseholds{Label: a.Name(f.Region) + "农户", Count: len(f.shares), Shares: []NamedShare{}}
	for _, p := range f.bill.Parts {
		if p.Role == alloc.RoleHousehold {
			out.AmountFen = int64(p.Amount)
		}
	}
	if len(f.shares) > 0 {
		out.Label = f.people()
	}
	if !named {
		return out
	}
	for _, s := range f.shares {
		name := s.Name
		if name == "" {
			name = "一户农户"
		}
		out.Shares = append(out.Shares, NamedShare{Name: name, AmountFen: int64(s.Amount)})
	}
	return out
}

func (f *orderFile) parcelOut() Parcel {
	if f.parcel.ID == 0 {
		return Parcel{}
	}
	out := Parcel{CarrierName: f.parcel.CarrierName, WaybillNo: f.parcel.WaybillNo, ShippedAt: at(f.parcel.ShippedUS)}
	for _, c := range f.carriers {
		if c.ID == f.parcel.CarrierID {
			out.CarrierCode = c.Code
		}
	}
	return out
}

var refundWords = map[trade.RefundState]string{trade.RefundCreated: "退款处理中", trade.RefundConfirmed: "已退回原付款账户"}

var bearerWords = map[trade.Bearer]string{trade.ByMerchant: "供货主体先行承担", trade.ByCarrier: "向快递公司索赔"}

// refundsOut are the order's refunds; whose loss they are is for those who work
// on it.
func (f *orderFile) refundsOut(inside bool) []Refund {
	return mapped(f.refunds, func(r trade.Refund) Refund {
		out := Refund{
			Id: ID(r.ID), State: RefundState(r.State), StateLabel: refundWords[r.State], AmountFen: int64(r.Amount),
			CreatedAt: at(r.CreatedUS), ConfirmedAt: at(r.ConfirmedUS),
			ReasonLabel: trade.RefundReason(r.Reason).Word(), Note: r.Note,
		}
		if !inside {
			return out
		}
		out.BearerLabel = bearerWords[r.Bearer]
		for _, c := range f.claims {
			if c.RefundID == r.ID {
				out.Claim = claim(c, f.Order, f.today, 0)
			}
		}
		return out
	})
}

func (f *orderFile) paymentOut() Payment {
	if f.payment.ID == 0 {
		return Payment{}
	}
	return payment(f.payment, []CheckoutOrder{{Id: ID(f.ID), MerchantName: f.merchant.Name}})
}

// endReason says why an order ended; what a station wrote stands behind it.
func (f *orderFile) endReason() string {
	why := endWords[f.EndReason]
	if f.cancelNote != "" {
		why += "：" + f.cancelNote
	}
	return why
}

func myOrder(f orderFile, a *atlas) Order {
	return Order{
		Id: ID(f.ID), No: f.No, State: OrderState(f.State), StateLabel: f.State.Word(), StateDetail: f.stateDetail(),
		CreatedAt: at(f.CreatedUS), CheckoutId: ID(f.CheckoutID), Merchant: merchantRef(f.merchant), Station: stationRef(f.station),
		ShipTo: shipTo(f.Order, true), Note: f.BuyerNote, Lines: mapped(f.goods(), f.line),
		GoodsFen: int64(f.Goods), FreightFen: int64(f.Freight), TotalFen: int64(f.Total),
		Bill: f.orderBill(a), Households: f.households(a, true), Footprint: f.footprint(a),
		Parcel: f.parcelOut(), Payment: f.paymentOut(), Refunds: f.refundsOut(false),
		CancelReason: f.endReason(), Actions: buyerActions(f.Order),
	}
}

func workOrder(tx *db.Tx, f orderFile, a *atlas, sc scope) (WorkOrder, error) {
	hints, err := suggested(tx, f)
	if err != nil {
		return WorkOrder{}, err
	}
	out := WorkOrder{
		Id: ID(f.ID), No: f.No, State: OrderState(f.State), StateLabel: f.State.Word(), CreatedAt: at(f.CreatedUS), PaidAt: at(f.PaidUS),
		ShipByDay: BusinessDay(f.Promised), Late: late(f.Order, f.today), Merchant: merchantRef(f.merchant), Station: stationRef(f.station),
		ShipTo: shipTo(f.Order, sc.open), Note: f.BuyerNote,
		GoodsFen: int64(f.Goods), FreightFen: int64(f.Freight), TotalFen: int64(f.Total),
		Bill: f.orderBill(a), Households: f.households(a, false), Footprint: f.footprint(a), Parcel: f.parcelOut(),
		CancelReason: f.endReason(), Refunds: f.refundsOut(true), Refundable: refundable(f.Order), JournalCount: f.journals, Actions: stationActions(f.Order, sc),
	}
	for _, x := range f.goods() {
		out.WeightG += x.Grams
		out.Lines = append(out.Lines, WorkLine{
			Line: f.line(x), UnitLabel: catalog.Unit(x.Unit).Word(), Need: x.UnitQty, Suggested: append([]LotTake{}, hints[x.ID]...),
		})
	}
	return out, nil
}

// dayWords is a day as people write it: 11月24日.
func dayWords(d clock.Day) string {
	return fmt.Sprintf("%d月%d日", int(d)/100%100, int(d)%100)
}

func yuan(f money.Fen) string { return f.String() + " 元" }

// carrierOf finds a carrier by the code the API uses.
func carrierOf(carriers []logistics.Carrier, code string) (logistics.Carrier, error) {
	for _, c := range carriers {
		if c.Code == code {
			return c, nil
		}
	}
	return logistics.Carrier{}, logistics.ErrNoCarrier.Field("carrier_code", "input.choice", logistics.ErrNoCarrier.Detail)
}
