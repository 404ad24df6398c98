package httpapi

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"

	"github.com/yigou/yigou/internal/place"
	"github.com/yigou/yigou/internal/report"
)

// villageDigits is how much of a region names a village.
const villageDigits = 12

// itemWords are what a villager reads beside each figure.
var itemWords = map[report.Item]struct{ label, definition string }{
	report.Sold:     {"卖出", "这个月签收的订单里，买家付的钱，含运费"},
	report.Credited: {"记给农户", "卖出的钱里，记到交货农户名下的部分"},
	report.Fees:     {"其他各项", "卖出的钱里，给服务站、村集体、运输、服务和税费的部分"},
	report.Settled:  {"已结算", "这个月过了售后期、等着打款的农产品货款"},
	report.Paid:     {"打到卡上", "这个月银行回话说已经打到农户卡上的钱"},
	report.Returned: {"银行退回", "打出以后又被银行退回、要重新打的钱"},
	report.Refunded: {"退给买家", "签收以后退给买家的钱，按退款的那个月算"},
}

// page tells a month of a region, "" for the district.
func (m openMonth) page(a *atlas, region string) (OpenMonth, error) {
	root, err := a.Root()
	if err != nil {
		return OpenMonth{}, err
	}
	code := root.Code
	if region != report.District {
		code = region
	}
	p, err := a.Get(code)
	if err != nil {
		return OpenMonth{}, err
	}
	out := OpenMonth{Month: m.month, Region: region, Name: p.Short, AsOfAt: at(m.asOfUS), Running: m.running, Items: []OpenMonthItem{}, Parts: []OpenMonthPart{}}
	if len(region) == villageDigits {
		out.Town = place.TownOf(region)
		out.TownName = a.Name(out.Town)
	} else {
		out.Parts = mapped(a.Children(code), m.part)
	}
	for _, item := range report.Items() {
		out.Items = append(out.Items, m.item(item, region))
	}
	if m.checkpoint != nil {
		out.Checkpoint = checkpoint(*m.checkpoint)
	}
	return out, nil
}

// item is one figure of a region, or the wider region's that hides it.
func (m openMonth) item(item report.Item, region string) OpenMonthItem {
	shown := m.Shown(item, region)
	w := itemWords[item]
	out := OpenMonthItem{
		Item: OpenMonthItemItem(item), Label: w.label, Definition: w.definition, Region: shown, Own: shown == region, AmountFen: int64(m.Sum(item, shown)),
	}
	if n := m.Households(item, shown); n >= report.Fewest {
		out.Households = n
	}
	if !out.Own {
		out.Label = widerWord(shown) + out.Label
		out.Note = mergedNote(region, shown)
	}
	return out
}

// mergedNote tells why a wider region's figure stands in a region's place: it is
// small, or the next smallest beside a single small one.
func mergedNote(region, shown string) string {
	here, into := "本村或邻村", "本镇"
	if len(region) < villageDigits {
		here = "本镇或邻镇"
	}
	if shown == report.District {
		into = "全区"
	}
	return here + "本月不足 5 户，并入" + into
}

func (m openMonth) part(p place.Place) OpenMonthPart {
	out := OpenMonthPart{Code: p.Code, Name: p.Short, Own: m.Shown(report.Credited, p.Code) == p.Code}
	if out.Own {
		out.CreditedFen = int64(m.Sum(report.Credited, p.Code))
	}
	return out
}

// file is the month line by line.
func (m openMonth) file(a *atlas, key string) OpenMonthFile {
	out := OpenMonthFile{Month: m.month, AsOfAt: at(m.asOfUS), PublicKey: key, Lines: []OpenMonthLine{}, Totals: []OpenMonthTotal{}}
	for _, l := range m.Leaves {
		out.Lines = append(out.Lines, m.line(a, l))
	}
	for _, item := range report.Items() {
		out.Totals = append(out.Totals, OpenMonthTotal{Item: string(item), AmountFen: int64(m.Sum(item, report.District))})
	}
	out.How = "把 lines 里同一 item 的 amount_fen 相加，等于 totals，也等于网页上的数；每个地方 sold = credited + fees。" +
		"单位是分。part 为 rest 的一行，是这个镇（或全区）里不足 5 户、并在一起的各村。"
	if m.checkpoint != nil {
		c := checkpoint(*m.checkpoint)
		out.Checkpoint = c
		out.How += fmt.Sprintf("这些数出自第 %d 号校验点（根 %s）签名的账本%s。", c.No, c.Root, m.uncovered()) +
			"审计人员拿到账本导出后，不联网运行 yigou verify 目录 --key 公钥，核对的就是这个根和签名。"
	}
	return out
}

// uncovered says that the checkpoint is older than the last journals.
func (m openMonth) uncovered() string {
	if m.checkpoint.PublishedUS < m.PostedUS {
		return "，它之后新记的账要等下一个校验点"
	}
	return ""
}

func (m openMonth) line(a *atlas, l report.Leaf) OpenMonthLine {
	out := OpenMonthLine{Month: m.month, Region: l.Region, Part: OpenMonthLinePartRest, Item: string(l.Item), AmountFen: int64(l.Amount)}
	switch len(l.Region) {
	case len(""):
		out.RegionName = "全区其余各镇"
	case villageDigits:
		out.Part, out.RegionName = OpenMonthLinePartVillage, a.Name(l.Region)
	default:
		out.RegionName = a.Name(l.Region) + "其余各村"
	}
	if l.Count >= report.Fewest {
		out.Households = l.Count
	}
	return out
}

// csvMark lets a spreadsheet read the file as UTF-8.
const csvMark = "\uFEFF"

// monthCSV writes the lines, and below them, behind #, the totals and how to
// check them.
func monthCSV(f OpenMonthFile) (*bytes.Buffer, error) {
	var b bytes.Buffer
	b.WriteString(csvMark)
	w := csv.NewWriter(&b)
	rows := [][]string{{"month", "region", "region_name", "part", "item", "amount_fen", "households"}}
	for _, l := range f.Lines {
		rows = append(rows, []string{l.Month, l.Region, l.RegionName, string(l.Part), l.Item, fmt.Sprint(l.AmountFen), fmt.Sprint(l.Households)})
	}
	for _, t := range f.Totals {
		rows = append(rows, []string{"#total", "", "", "", t.Item, fmt.Sprint(t.AmountFen), ""})
	}
	rows = append(rows, []string{"#how", f.How})
	if f.Checkpoint.No != 0 {
		rows = append(rows, []string{"#checkpoint", fmt.Sprint(f.Checkpoint.No), f.Checkpoint.Root}, []string{"#note", strings.TrimSpace(f.Checkpoint.Note)})
	}
	rows = append(rows, []string{"#key", f.PublicKey})
	err := w.WriteAll(rows)
	return &b, err
}
