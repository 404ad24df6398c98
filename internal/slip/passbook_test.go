package slip_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/slip"
	"github.com/yigou/yigou/internal/yigoutest"
)

func book(lines int) slip.Passbook {
	p := slip.Passbook{
		Name: "邓**", Code: "5001551302000001", Village: "紫照镇桂香村3组", Printed: 20261124, Paid: 123_456, OnTheWay: 700,
		Payable: 65_400, Accrued: 1, Recoverable: 4_881, LastPaid: 20261120, NextPayout: 20261127, Ask: "桂香村服务站，电话 023-53220000",
		Checkpoint: 42, CheckpointsURL: "https://shop.example/checkpoints",
	}
	for i := range lines {
		p.Lines = append(p.Lines, slip.Line{
			Day: clock.Day(20261101).Add(i % 20), What: "桂香村中蜂蜂蜜 2 罐 · 1 公斤，名字很长很长很长很长", State: "待打款", Sum: money.Fen(1_000 + i),
		})
	}
	return p
}

// Every word and sum that was handed in can be read out of the file again.
func TestThePassbookIsReadable(t *testing.T) {
	p := book(3)
	b, err := p.PDF()
	if err != nil {
		t.Fatal(err)
	}
	if len(b) < 10_000 || len(b) > 300_000 {
		t.Fatalf("%d bytes", len(b))
	}
	text, pages := yigoutest.PDFText(t, b)
	if pages != 1 {
		t.Errorf("%d pages", pages)
	}
	for _, want := range []string{
		p.Name, p.Code, p.Village, "¥1,234.56", "¥7.00", "¥654.00", "¥0.01", "待退还", "¥48.81", "¥10.00", "¥10.01", "¥10.02", "¥30.03", "2026-11-20", "2026-11-27", "第 42 号", p.Ask,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in %q", want, text)
		}
	}
	again, err := p.PDF()
	if err != nil || !bytes.Equal(b, again) {
		t.Errorf("the same passbook is not the same file (%v)", err)
	}
}

func TestALongPassbookGoesOn(t *testing.T) {
	b, err := book(100).PDF()
	if err != nil {
		t.Fatal(err)
	}
	if _, pages := yigoutest.PDFText(t, b); pages < 3 || pages > 5 {
		t.Errorf("%d pages", pages)
	}
}

func TestAnEmptyPassbook(t *testing.T) {
	b, err := slip.Passbook{Name: "王**", Printed: 20261124}.PDF()
	if err != nil {
		t.Fatal(err)
	}
	if text, pages := yigoutest.PDFText(t, b); pages != 1 || !strings.Contains(text, "还没有卖出的记录") {
		t.Errorf("%d pages: %q", pages, text)
	}
}
