package slip_test

import (
	"strings"
	"testing"

	"github.com/yigou/yigou/internal/slip"
	"github.com/yigou/yigou/internal/yigoutest"
)

// The card is one page; the address stands in the code to scan and is not
// printed in letters.
func TestTheCardIsReadable(t *testing.T) {
	c := slip.Card{
		Name: "邓**", Code: "5001551302000001", Village: "紫照镇 桂香村3组", Printed: 20261124, Digits: "0427",
		URL: "https://shop.example/station/card#ABCDEFGHIJKLMNOPQRSTUVWXYZ", Ask: "桂香村服务站，电话 023-53220000",
	}
	b, err := c.PDF()
	if err != nil {
		t.Fatal(err)
	}
	text, pages := yigoutest.PDFText(t, b)
	if pages != 1 || strings.Contains(text, "ABCDEFG") {
		t.Errorf("%d pages: %q", pages, text)
	}
	if whole := strings.ReplaceAll(text, "\n", ""); !strings.Contains(whole, "也能请手机读给您听。") {
		t.Errorf("a broken line lost a character: %q", text)
	}
	for _, want := range []string{c.Name, c.Code, c.Village, "\n0427\n", c.Ask, "不能取钱", "剪开"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in %q", want, text)
		}
	}
}
