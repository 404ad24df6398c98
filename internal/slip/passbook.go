package slip

import (
	"fmt"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/money"
)

// Passbook is a household's passbook on paper.
type Passbook struct {
	Name    string // masked
	Code    string // household number
	Village string
	Printed clock.Day
	Lines   []Line // the newest first
	Older   bool   // there are lines before these
	// The cover, over all lines and all merchants.
	Paid, OnTheWay, Payable, Accrued money.Fen
	Recoverable                      money.Fen // paid out, then refunded for a proven fault; 0 = no line
	LastPaid, NextPayout             clock.Day // 0 when there is none
	Ask                              string    // whom to ask, with a telephone number
	Checkpoint                       int64     // the newest signed one; 0 before the first
	CheckpointsURL                   string    // where anybody reads them
}

// Line is one line of the passbook.
type Line struct {
	Day   clock.Day
	What  string
	State string
	Sum   money.Fen
}

// Sum is what the lines add up to.
func (p Passbook) Sum() (sum money.Fen) {
	for _, l := range p.Lines {
		sum += l.Sum
	}
	return sum
}

// Period is the first and the last day of the lines; 0 without lines.
func (p Passbook) Period() (from, to clock.Day) {
	for _, l := range p.Lines {
		if from == 0 || l.Day < from {
			from = l.Day
		}
		to = max(to, l.Day)
	}
	return from, to
}

// PDF draws it on A4 pages.
func (p Passbook) PDF() ([]byte, error) {
	s := newSheet("农产品货款存折", p.Printed)
	p.cover(s)
	p.table(s)
	if err := p.foot(s); err != nil {
		return nil, err
	}
	return s.bytes()
}

func (p Passbook) cover(s *sheet) {
	s.text(22, "农产品货款存折")
	s.text(15, p.Name+"　"+p.Village)
	s.text(12, "户号 "+p.Code+"　"+p.periodWords())
	s.gap(2)
	s.pair("已到账", p.Paid, dayWords("最近一次 ", p.LastPaid))
	if p.OnTheWay != 0 {
		s.pair("打款中", p.OnTheWay, "")
	}
	s.pair("待打款", p.Payable, dayWords("最近的打款日 ", p.NextPayout))
	s.pair("已卖，还在售后期", p.Accrued, "")
	if p.Recoverable > 0 {
		s.pair("待退还", p.Recoverable, "不从以后的货款里扣，怎么还由服务站上门商量")
	}
	s.gap(3)
}

func (p Passbook) periodWords() string {
	from, to := p.Period()
	if from == 0 {
		return "还没有卖出的记录"
	}
	words := fmt.Sprintf("%s 至 %s，%d 笔", from, to, len(p.Lines))
	if p.Older {
		words += "，更早的没有印"
	}
	return words
}

func (p Passbook) table(s *sheet) {
	if len(p.Lines) == 0 {
		return
	}
	s.row("日期", "卖了什么", "进展", "金额")
	for _, l := range p.Lines {
		s.row(l.Day.String(), l.What, l.State, l.Sum.Yuan())
	}
	s.row("", "以上合计", "", p.Sum().Yuan())
	s.gap(4)
}

// qrSide is the printed side of the code, in mm.
const qrSide = 28

func (p Passbook) foot(s *sheet) error {
	s.keep(qrSide + 10)
	top := s.pdf.GetY()
	if p.Checkpoint != 0 {
		if err := s.qr(p.CheckpointsURL, s.right()-qrSide, top, qrSide); err != nil {
			return err
		}
	}
	s.pdf.SetRightMargin(margin + qrSide + 4)
	defer s.pdf.SetRightMargin(margin)
	s.text(12, "哪一笔不对、哪天打款，都可以问："+p.Ask)
	s.text(12, "觉得不对的，带上这张纸到服务站说一声，7 天内答复。")
	if p.Checkpoint != 0 {
		s.text(12, fmt.Sprintf("印出时最近的校验点是第 %d 号。扫右边的码，谁都能核对账有没有被改过。", p.Checkpoint))
	}
	return nil
}

func dayWords(before string, d clock.Day) string {
	if d == 0 {
		return ""
	}
	return before + d.String()
}
