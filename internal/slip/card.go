package slip

import "github.com/yigou/yigou/internal/clock"

// Card is a household's 户卡 on paper. The digits stand below a line to cut, so
// that they need not lie beside the code that is scanned.
type Card struct {
	Name    string // masked
	Code    string // household number
	Village string
	Printed clock.Day
	URL     string // behind the code that is scanned
	Digits  string // four, printed this once
	Ask     string // the station, with a telephone number
}

// cardQR is the printed side of the card's code, in mm.
const cardQR = 45

// PDF draws it on one A4 page.
func (c Card) PDF() ([]byte, error) {
	s := newSheet("农产品货款户卡", c.Printed)
	top := s.pdf.GetY()
	if err := s.qr(c.URL, s.right()-cardQR, top, cardQR); err != nil {
		return nil, err
	}
	s.pdf.SetRightMargin(margin + cardQR + 4)
	s.text(22, "农产品货款户卡")
	s.text(18, c.Name)
	s.text(15, c.Village)
	s.text(12, "户号 "+c.Code)
	s.gap(2)
	s.text(12, "带这张卡到村服务站，扫码、输密码，就能看存折，也能请手机读给您听。")
	s.pdf.SetRightMargin(margin)
	s.pdf.SetY(max(s.pdf.GetY(), top+cardQR) + 4)
	s.text(12, "只能看，不能取钱，也不能改收款账户。卡丢了，到服务站说一声，旧卡马上作废。")
	s.text(12, "有事问："+c.Ask)
	s.gap(6)
	s.text(12, "- - - - - - - - - - - - - - - - - - 从这里剪开，密码和卡分开放 - - - - - - - - - - - - - - - - - -")
	s.gap(4)
	s.text(15, "户卡密码（只印这一次）")
	s.text(30, c.Digits)
	s.text(12, "自己记住，不要写在卡上，也不要告诉别人。忘了就到服务站换一张新卡。")
	return s.bytes()
}
