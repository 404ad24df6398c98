package doctor

import (
	"fmt"
	"strings"
)

// Line is what became of one invariant.
type Line struct {
	ID     string // "I1"
	Title  string // what must hold
	OK     bool
	Figure string // what was counted
	Detail string // the first findings, when it does not hold
}

// String is the line as the command prints it.
func (l Line) String() string {
	verdict := "正常"
	if !l.OK {
		verdict = "不符"
	}
	s := fmt.Sprintf("%-3s %s %s:%s", l.ID, verdict, l.Title, l.Figure)
	if l.Detail != "" {
		s += ";" + l.Detail
	}
	return s
}

// titles of the invariants, in order. Those not named belong to
// facts that these books do not hold.
var titles = []struct{ id, title string }{
	{"I1", "每张凭证借贷相等"},
	{"I2", "试算平衡"},
	{"I3", "余额等于分录之和"},
	{"I4", "受保护的账户从未透支"},
	{"I5", "凭证编号连续无缺"},
	{"I6", "哈希链可以重新算出"},
	{"I7", "每个校验点都是今天这本账的开头"},
	{"I8", "业务与凭证一一对应"},
	{"I9", "每个批次的分配可以重新算出"},
	{"I10", "退款分摊可以重新算出"},
	{"I11", "签收入账与分配逐行一致"},
	{"I12", "每张订单收付相抵"},
	{"I13", "货物收发相符"},
	{"I14", "农户的已成交未结算货款等于分配行"},
	{"I15", "打款与账一致"},
	{"I16", "监管资金够付应付款"},
	{"I17", "冲正与原凭证逐行相反"},
	{"I18", "收益分配可以重新算出"},
	{"I19", "已结账的月份没有变"},
}

// maxDetails is how many findings a line spells out.
const maxDetails = 5

// finding gathers what one invariant finds.
type finding struct {
	figure  string
	details []string
	last    string // the newest finding
	bad     int
}

func (f *finding) fail(format string, args ...any) {
	f.bad++
	f.last = fmt.Sprintf(format, args...)
	if len(f.details) < maxDetails {
		f.details = append(f.details, f.last)
	}
}

func (f *finding) count(format string, args ...any) { f.figure = fmt.Sprintf(format, args...) }

func (f *finding) line(id, title string) Line {
	detail := strings.Join(f.details, ";")
	if more := f.bad - len(f.details); more > 0 {
		detail += fmt.Sprintf("；另有 %d 处", more)
	}
	return Line{ID: id, Title: title, OK: f.bad == 0, Figure: f.figure, Detail: detail}
}
