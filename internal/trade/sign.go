package trade

import (
	"github.com/yigou/yigou/internal/alloc"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
)

// Sign accepts the goods: by the buyer, or by the day when nobody objected. It
// posts exactly the rows planned at packing (E3) and the goods as sold (G4), and
// sets the day from which each line's households are settled: sign-off + window
// + 1 (decisions 14).
func Sign(tx *db.Tx, orderID int64) (Order, error) {
	o, err := OrderByID(tx, orderID)
	if err != nil {
		return o, err
	}
	if err := advance(tx, &o, Signed); err != nil {
		return o, err
	}
	slices, err := alloc.SlicesOfOrder(tx, o.ID)
	if err != nil {
		return o, err
	}
	due := map[int64]clock.Day{}
	for i := range o.Lines {
		l := &o.Lines[i]
		l.Settle = tx.Today().Add(l.AfterSaleDays + 1)
		due[l.ID] = l.Settle
	}
	if err := setSettleDays(tx, o.Lines); err != nil {
		return o, err
	}
	if err := alloc.Sign(tx, o.ID, due); err != nil {
		return o, err
	}
	if err := enqueueRevenue(tx, o, slices); err != nil {
		return o, err
	}
	return o, enqueueGoods(tx, o, ledger.G4Sign, o.PackSeq, slices, ledger.InTransit, ledger.Sold)
}

// enqueueRevenue is E3: the buyer's escrow becomes what each row says.
func enqueueRevenue(tx *db.Tx, o Order, slices []alloc.Slice) error {
	escrow, err := merchantAccount(tx, o, ledger.Escrow)
	if err != nil {
		return err
	}
	j := ledger.Journal{
		Book: o.Book, Kind: ledger.E3Sign, Ref: o.ID, Order: o.ID, EffectiveUS: tx.NowUS(),
		Legs: []ledger.Leg{{Account: escrow, Amount: int64(o.Kept()), Dim: o.ID}},
	}
	j.Legs = append(j.Legs, alloc.Legs(slices)...)
	return ledger.Enqueue(tx, j)
}
