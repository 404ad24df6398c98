package ledger

import "fmt"

// Unit is what an account counts. A journal never mixes units.
type Unit uint8

// The units. Goods are counted in the stock unit of their lot: grams, heads or
// pieces.
const (
	InFen Unit = iota + 1
	InGoods
)

// Code is a line of the chart of accounts (ledger.md §2). It never appears on a
// screen: people read Title.
type Code int16

// Accounts in fen.
const (
	OwnBank         Code = 1001 // the merchant's own bank account
	Custody         Code = 1002 // supervised bank account, 备付金
	Clearing        Code = 1010 // money at the payment channel
	FairCash        Code = 1012 // cash drawer of a fair
	Receivable      Code = 1100 // owed by an institution; dim = invoice
	Recoverable     Code = 1110 // to be recovered from a household
	Claim           Code = 1120 // claim on a carrier or insurer
	BoughtStock     Code = 1200 // stock bought out
	Escrow          Code = 2001 // buyers' money before sign-off; dim = order
	Accrued         Code = 2010 // household: sold, not yet settled
	Payable         Code = 2011 // household: settled, to be paid out
	AccruedUnfunded Code = 2012 // household: sold on account, cash not in
	FeesUnfunded    Code = 2013 // fees of sales on account, cash not in
	CollectiveDue   Code = 2020 // owed to the village collective
	VillageReserve  Code = 2021 // 公积公益金
	StationDue      Code = 2030 // owed to a station
	FreightDue      Code = 2031 // owed to a carrier
	FirstMileDue    Code = 2032 // owed for village-to-town haulage
	TaxDue          Code = 2033 // tax payable
	PlatformDue     Code = 2034 // platform service fee, zero by default
	PayoutTransit   Code = 2040 // payout on its way; dim = payout line
	RefundTransit   Code = 2050 // refund on its way; dim = refund
	DonationFund    Code = 2060
	SubsidyFund     Code = 2061
	RiskFund        Code = 2062
	Suspense        Code = 2090 // received, not yet identified
	OpeningEquity   Code = 3001
	ServiceIncome   Code = 4001
	CashOver        Code = 4002
	OwnSales        Code = 4003
	RefundBorne     Code = 5001 // refund borne by the merchant
	ChannelFee      Code = 5002
	BadDebt         Code = 5003
	Coupon          Code = 5004
	CashShort       Code = 5005
	CostOfGoods     Code = 5100
	FloorShortfall  Code = 5101
)

// Accounts in goods. All but Supplied belong to one lot, so their sum per lot is
// what the lot took in.
const (
	Supplied  Code = 10 // source: what a household brought
	InLot     Code = 20 // in the lot, free
	Packed    Code = 21 // packed for an order; dim = order
	InTransit Code = 30 // on its way; dim = order
	Sold      Code = 40
	Given     Code = 41 // handed to a beneficiary
	Lost      Code = 50
	Returned  Code = 51
)

// Side is where an account's balance normally stands.
type Side int8

// The sides: entries are signed, debit above zero and credit below.
const (
	Debit  Side = 1
	Credit Side = -1
)

// Guard says what may not go below zero on its normal side.
type Guard uint8

// The guards.
const (
	Unguarded    Guard = iota
	GuardBalance       // the account's balance
	GuardDim           // the balance of each dim
)

// Line is a line of the chart.
type Line struct {
	Code   Code
	Title  string // what people read
	Side   Side
	Guard  Guard
	Dim    string      // what the dim of an entry names; "" = entries carry none
	Owners []OwnerKind // who may own such an account
}

// Unit returns what the account counts.
func (c Code) Unit() Unit {
	if c < 100 {
		return InGoods
	}
	return InFen
}

// Line returns the chart's line of a code.
func (c Code) Line() (Line, bool) {
	l, ok := byCode[c]
	return l, ok
}

// Title is what people read.
func (c Code) Title() string { return byCode[c].Title }

func (c Code) String() string { return fmt.Sprintf("%04d", int16(c)) }

// Chart returns every line, in the order of their codes.
func Chart() []Line { return append([]Line(nil), chart...) }

var merchant = []OwnerKind{OwnerMerchant}

var chart = []Line{
	{Supplied, "农户交来", Credit, Unguarded, "", []OwnerKind{OwnerHousehold}},
	{InLot, "批次在库", Debit, GuardBalance, "", []OwnerKind{OwnerLot}},
	{Packed, "已打包待发", Debit, GuardDim, "order", []OwnerKind{OwnerLot}},
	{InTransit, "运输途中", Debit, GuardDim, "order", []OwnerKind{OwnerLot}},
	{Sold, "已售出", Debit, Unguarded, "", []OwnerKind{OwnerLot}},
	{Given, "已送达受益方", Debit, Unguarded, "", []OwnerKind{OwnerLot}},
	{Lost, "损耗", Debit, Unguarded, "", []OwnerKind{OwnerLot}},
	{Returned, "退回待处理", Debit, Unguarded, "", []OwnerKind{OwnerLot}},
	{OwnBank, "自有银行账户", Debit, Unguarded, "", merchant},
	{Custody, "监管账户", Debit, Unguarded, "", merchant},
	{Clearing, "支付渠道待结算", Debit, Unguarded, "", []OwnerKind{OwnerChannel}},
	{FairCash, "展销现金", Debit, GuardBalance, "", []OwnerKind{OwnerEvent}},
	{Receivable, "应收采购款", Debit, Unguarded, "invoice", []OwnerKind{OwnerOrganisation}},
	{Recoverable, "待追偿", Debit, GuardBalance, "", []OwnerKind{OwnerHousehold}},
	{Claim, "索赔", Debit, Unguarded, "", []OwnerKind{OwnerCarrier, OwnerOrganisation}},
	{BoughtStock, "收购库存", Debit, Unguarded, "", merchant},
	{Escrow, "买家待履约款", Credit, GuardDim, "order", merchant},
	{Accrued, "已成交未结算货款", Credit, Unguarded, "", []OwnerKind{OwnerHousehold}},
	{Payable, "应付待发货款", Credit, GuardBalance, "", []OwnerKind{OwnerHousehold}},
	{AccruedUnfunded, "应收未到货款", Credit, Unguarded, "", []OwnerKind{OwnerHousehold}},
	{FeesUnfunded, "未到款费用", Credit, Unguarded, "", merchant},
	{CollectiveDue, "应付村集体", Credit, GuardBalance, "", []OwnerKind{OwnerCollective}},
	{VillageReserve, "公积公益金", Credit, GuardBalance, "", []OwnerKind{OwnerCollective}},
	{StationDue, "应付服务站服务费", Credit, Unguarded, "", []OwnerKind{OwnerStation}},
	{FreightDue, "应付运费", Credit, Unguarded, "", []OwnerKind{OwnerCarrier}},
	{FirstMileDue, "应付村到镇运费", Credit, Unguarded, "", []OwnerKind{OwnerDriver, OwnerCarrier, OwnerMerchant}},
	{TaxDue, "应交税费", Credit, Unguarded, "", merchant},
	{PlatformDue, "应付平台服务费", Credit, Unguarded, "", []OwnerKind{OwnerSystem}},
	{PayoutTransit, "发放在途", Credit, GuardDim, "payout_line", merchant},
	{RefundTransit, "退款在途", Credit, GuardDim, "refund", merchant},
	{DonationFund, "捐赠资金", Credit, GuardBalance, "", merchant},
	{SubsidyFund, "补贴资金", Credit, GuardBalance, "", merchant},
	{RiskFund, "风险金", Credit, GuardBalance, "", merchant},
	{Suspense, "待识别来款", Credit, Unguarded, "", merchant},
	{OpeningEquity, "期初", Credit, Unguarded, "", merchant},
	{ServiceIncome, "服务收入", Credit, Unguarded, "", merchant},
	{CashOver, "现金长款", Credit, Unguarded, "", merchant},
	{OwnSales, "自营销售收入", Credit, Unguarded, "", merchant},
	{RefundBorne, "商家承担退款", Debit, Unguarded, "", merchant},
	{ChannelFee, "支付手续费", Debit, Unguarded, "", merchant},
	{BadDebt, "坏账", Debit, Unguarded, "", merchant},
	{Coupon, "商家优惠券", Debit, Unguarded, "", merchant},
	{CashShort, "现金短款", Debit, Unguarded, "", merchant},
	{CostOfGoods, "商品成本", Debit, Unguarded, "", merchant},
	{FloorShortfall, "保底差额", Debit, Unguarded, "", merchant},
}

var byCode = func() map[Code]Line {
	m := make(map[Code]Line, len(chart))
	for _, l := range chart {
		m[l.Code] = l
	}
	return m
}()
