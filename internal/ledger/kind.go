package ledger

// Kind says what a journal records (ledger.md §2). With book, ref and ref_seq it
// is the journal's key for ever.
type Kind int16

// Journals in goods. Ref of G1 is the lot; of G2–G5 the order, and ref_seq counts
// how often it was packed.
const (
	G1Intake  Kind = 1 // 10 → 20
	G2Pack    Kind = 2 // 20 → 21
	G3Ship    Kind = 3 // 21 → 30
	G4Sign    Kind = 4 // 30 → 40 or 41
	G5Unpack  Kind = 5 // 21 → 20
	G6Loss    Kind = 6 // → 50
	G7Process Kind = 7 // input lots → output lots
)

// Journals in fen; a kind is the number of its rule in ledger.md §2 times 100,
// plus its step.
const (
	E1Pay           Kind = 100  // ref = order
	E1Settle        Kind = 101  // the channel pays out, less its fee
	E3Sign          Kind = 300  // ref = order
	E4Settle        Kind = 400  // ref = household, ref_seq = yyyymmdd
	E5Refund        Kind = 500  // before sign-off; ref = refund
	E5Refunded      Kind = 501  // the channel confirms any refund; ref = refund
	E6Refund        Kind = 600  // after sign-off, borne by the merchant or a carrier; ref = refund
	E6Claim         Kind = 601  // what of it the rows bear after the households were heard; ref = refund
	E7Sweep         Kind = 700  // from 2011 what is there, the rest to 1110 (E8); ref = row, ref_seq = r_after
	E8Recover       Kind = 801  // cash back from the household
	E8WriteOff      Kind = 802  // dual approval, from the risk fund
	E9Accept        Kind = 900  // on account; ref = order
	E9Cash          Kind = 901  // the institution pays
	E9Release       Kind = 902  // cash releases accrued amounts; ref = order, ref_seq = cumulative
	E10Gift         Kind = 1000 // a charity's book
	E10Buy          Kind = 1001
	E10Return       Kind = 1002
	E11Fair         Kind = 1100 // ref = order
	E11Deposit      Kind = 1101
	E12Distribute   Kind = 1200 // ref = collective, ref_seq = year
	E13Lock         Kind = 1300 // ref = payout line
	E13Paid         Kind = 1301
	E13Failed       Kind = 1302
	E13Returned     Kind = 1303
	E14Unknown      Kind = 1400
	E15Correct      Kind = 1500 // exact mirror of Reverses
	E15Repost       Kind = 1501 // what stands in place of the mirrored journal; ref = correction
	E16Safeguard    Kind = 1600
	E17BuyOut       Kind = 1700
	E17Sale         Kind = 1701
	E17Cost         Kind = 1702
	E17Floor        Kind = 1703
	E17Wage         Kind = 1704
	E17Rent         Kind = 1705
	E17Dividend     Kind = 1706
	AnomalyReceived Kind = 2000 // late or wrong money: 1010 → 2090; ref = anomaly
	AnomalyRefund   Kind = 2001 // 2090 → 2050
	AnomalyRefunded Kind = 2002 // 2050 → 1010
)

type kindText struct{ word, title string }

var kinds = map[Kind]kindText{
	G1Intake:        {"g1_intake", "入库"},
	G2Pack:          {"g2_pack", "打包"},
	G3Ship:          {"g3_ship", "发货"},
	G4Sign:          {"g4_sign", "签收出库"},
	G5Unpack:        {"g5_unpack", "拆包回库"},
	G6Loss:          {"g6_loss", "损耗"},
	G7Process:       {"g7_process", "加工"},
	E1Pay:           {"e1_pay", "买家付款"},
	E1Settle:        {"e1_settle", "渠道结算到账"},
	E3Sign:          {"e3_sign", "签收记入农户"},
	E4Settle:        {"e4_settle", "货款结算"},
	E5Refund:        {"e5_refund", "签收前退款"},
	E5Refunded:      {"e5_refunded", "退款到账"},
	E6Refund:        {"e6_refund", "签收后退款"},
	E6Claim:         {"e6_claim", "退款分担"},
	E7Sweep:         {"e7_sweep", "退款冲减"},
	E8Recover:       {"e8_recover", "追偿收回"},
	E8WriteOff:      {"e8_write_off", "追偿核销"},
	E9Accept:        {"e9_accept", "验收挂账"},
	E9Cash:          {"e9_cash", "采购款到账"},
	E9Release:       {"e9_release", "到款释放"},
	E10Gift:         {"e10_gift", "受赠资金"},
	E10Buy:          {"e10_buy", "受赠资金采购"},
	E10Return:       {"e10_return", "采购退回"},
	E11Fair:         {"e11_fair", "展销现金收款"},
	E11Deposit:      {"e11_deposit", "展销现金存行"},
	E12Distribute:   {"e12_distribute", "集体收益分配"},
	E13Lock:         {"e13_lock", "发放锁定"},
	E13Paid:         {"e13_paid", "发放成功"},
	E13Failed:       {"e13_failed", "发放失败"},
	E13Returned:     {"e13_returned", "发放退汇"},
	E14Unknown:      {"e14_unknown", "待识别来款"},
	E15Correct:      {"e15_correct", "冲正"},
	E15Repost:       {"e15_repost", "更正重记"},
	E16Safeguard:    {"e16_safeguard", "监管户补足"},
	E17BuyOut:       {"e17_buy_out", "过秤收购"},
	E17Sale:         {"e17_sale", "自营销售"},
	E17Cost:         {"e17_cost", "结转成本"},
	E17Floor:        {"e17_floor", "保底补差"},
	E17Wage:         {"e17_wage", "务工薪金"},
	E17Rent:         {"e17_rent", "土地租金"},
	E17Dividend:     {"e17_dividend", "股份分红"},
	AnomalyReceived: {"anomaly_received", "异常来款"},
	AnomalyRefund:   {"anomaly_refund", "异常来款退回"},
	AnomalyRefunded: {"anomaly_refunded", "异常来款退回到账"},
}

// Known reports whether k is one of the kinds.
func (k Kind) Known() bool { _, ok := kinds[k]; return ok }

// Unit is what journals of this kind count.
func (k Kind) Unit() Unit {
	if k < E1Pay {
		return InGoods
	}
	return InFen
}

// Asks reports whether a journal of this kind is a question rather than a fact:
// the lane answers once, posted or refused for good, and never parks it for want
// of money (ADR 0009).
func (k Kind) Asks() bool { return k == E13Lock }

// String returns the word used in the API, such as "e3_sign".
func (k Kind) String() string { return kinds[k].word }

// Title is what people read.
func (k Kind) Title() string { return kinds[k].title }

// KindOf finds the kind of a word.
func KindOf(word string) (Kind, bool) {
	for k, t := range kinds {
		if t.word == word {
			return k, true
		}
	}
	return 0, false
}
