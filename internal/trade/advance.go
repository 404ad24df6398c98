package trade

import (
	"slices"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/stock"
)

// advance moves an order to the next state, naming the state it was read in:
// whoever comes second is refused (lessons.md 11).
func advance(tx *db.Tx, o *Order, to State) error {
	if !slices.Contains(before(to), o.State) {
		return ErrState.Withf("订单现在是「%s」,请刷新后再操作", o.State.Word())
	}
	if err := setState(tx, o.ID, o.State, to); err != nil {
		return err
	}
	o.State = to
	return nil
}

// readAgain reads the lines of an order once its state is ours: until then
// packages may have been left out (Refund before packing).
func readAgain(tx *db.Tx, o *Order) error {
	now, err := OrderByID(tx, o.ID)
	o.Lines = now.Lines
	return err
}

// end is advance into a state that nothing follows, with its reason.
func end(tx *db.Tx, o *Order, to State, reason string) error {
	if err := advance(tx, o, to); err != nil {
		return err
	}
	o.EndReason = reason
	return setEndReason(tx, o.ID, reason)
}

// gramsOf divides a line's weight over its lots by the quantity taken.
func gramsOf(l Line, taken []stock.Taken) []int64 {
	weights, grams := make([]int64, len(taken)), make([]int64, len(taken))
	for i, t := range taken {
		weights[i] = t.Qty
	}
	money.Split(l.Grams, weights, grams)
	return grams
}
