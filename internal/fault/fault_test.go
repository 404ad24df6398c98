package fault_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/yigou/yigou/internal/fault"
)

var errShort = fault.New(fault.Conflict, "stock.short", "库存不足")

func TestSentinelMatchesItsCopies(t *testing.T) {
	err := fmt.Errorf("line 2: %w", errShort.Withf("只剩 %d 箱", 3).Field("items[1].qty", "short", "只剩 3 箱"))
	if !errors.Is(err, errShort) {
		t.Fatalf("%v does not match its sentinel", err)
	}
	if errors.Is(err, fault.ErrInvalid) {
		t.Fatalf("%v matches another code", err)
	}
	if len(errShort.Fields) != 0 || errShort.Detail != "库存不足" {
		t.Fatalf("the sentinel was changed: %+v", errShort)
	}
	f, ok := fault.From(err)
	if !ok || f.Detail != "只剩 3 箱" || f.Fields[0].Name != "items[1].qty" {
		t.Fatalf("From = %+v, %v", f, ok)
	}
}

func TestCheckerSaysEverythingAtOnce(t *testing.T) {
	var c fault.Checker
	c.Check(true, "a", "x", "")
	if err := c.Err(); err != nil {
		t.Fatal(err)
	}
	c.Check(false, "name", "required", "请填写名称")
	c.Check(false, "price_fen", "range", "价格应大于 0")
	f, ok := fault.From(c.Err())
	if !ok || len(f.Fields) != 2 || f.Kind != fault.Invalid {
		t.Fatalf("Err = %+v", f)
	}
}
