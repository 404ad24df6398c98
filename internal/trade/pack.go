package trade

import (
	"github.com/yigou/yigou/internal/alloc"
	"github.com/yigou/yigou/internal/benefit"
	"github.com/yigou/yigou/internal/catalog"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/stock"
)

// Scan binds a line to lots in the order their labels were scanned.
type Scan struct {
	LineID int64
	Lots   []int64
}

// PackInput packs one order. Lines without a scan take the oldest lots.
type PackInput struct {
	OrderID int64
	Scans   []Scan
}

// Pack binds every line to lots, cuts it into slices and rows as planned, and
// promises G2. ErrLotShort leaves the order paid: the station counts again or
// cancels (decisions 9).
func Pack(tx *db.Tx, in PackInput) (Order, error) {
	o, err := OrderByID(tx, in.OrderID)
	if err != nil {
		return o, err
	}
	if err := advance(tx, &o, Packed); err != nil {
		return o, err
	}
	if err := readAgain(tx, &o); err != nil {
		return o, err
	}
	o.PackSeq++
	scanned := map[int64][]int64{}
	for _, s := range in.Scans {
		scanned[s.LineID] = s.Lots
	}
	fees, err := feesOf(tx, o)
	if err != nil {
		return o, err
	}
	var slices []alloc.Slice
	for _, l := range o.Lines {
		cut, err := packLine(tx, o, l.Sent(), scanned[l.ID], fees)
		if err != nil {
			return o, err
		}
		slices = append(slices, cut...)
	}
	if err := alloc.SavePlanned(tx, o.Book, o.ID, slices); err != nil {
		return o, err
	}
	if err := countSold(tx, o, 1); err != nil {
		return o, err
	}
	return o, enqueueGoods(tx, o, ledger.G2Pack, o.PackSeq, slices, ledger.InLot, ledger.Packed)
}

func packLine(tx *db.Tx, o Order, l Line, scanned []int64, fees map[int64][]alloc.Fee) ([]alloc.Slice, error) {
	if l.Qty == 0 {
		return nil, nil
	}
	if l.Kind == Freight {
		carrier, err := ledger.Account(tx, o.Book, ledger.FreightDue, ledger.OwnerCarrier, l.PayeeID, 0)
		if err != nil {
			return nil, err
		}
		return []alloc.Slice{alloc.Freight(l.ID, l.Gross, carrier, tx.NewID)}, nil
	}
	taken, err := stock.Take(tx, lineKey(o, l), l.UnitQty, scanned)
	if err != nil {
		return nil, err
	}
	takes, err := shares(tx, o, l, taken)
	if err != nil {
		return nil, err
	}
	return alloc.Cut(l.ID, l.Gross, l.BenefitVersionID, fees[l.BenefitVersionID], takes, tx.NewID)
}

func lineIDs(o Order) []int64 {
	ids := make([]int64, len(o.Lines))
	for i, l := range o.Lines {
		ids[i] = l.ID
	}
	return ids
}

func lineKey(o Order, l Line) stock.Key {
	return stock.Key{MerchantID: o.MerchantID, StationID: o.StationID, ProduceID: l.ProduceID}
}

// shares looks up who gave to the taken lots and where each is credited.
func shares(tx *db.Tx, o Order, l Line, taken []stock.Taken) ([]alloc.Take, error) {
	ids := make([]int64, len(taken))
	for i, t := range taken {
		ids[i] = t.Lot.ID
	}
	given, err := stock.ContributionsOf(tx, ids)
	if err != nil {
		return nil, err
	}
	takes := make([]alloc.Take, len(taken))
	grams := gramsOf(l, taken)
	for i, t := range taken {
		takes[i] = alloc.Take{LotID: t.Lot.ID, Qty: t.Qty, Grams: grams[i]}
		for _, w := range stock.Weights(given[t.Lot.ID]) {
			a, err := ledger.Account(tx, o.Book, ledger.Accrued, ledger.OwnerHousehold, w.HouseholdID, 0)
			if err != nil {
				return nil, err
			}
			takes[i].Shares = append(takes[i].Shares, alloc.Share{Household: w.HouseholdID, Account: a, Weight: w.Weight})
		}
	}
	return takes, nil
}

// feesOf resolves each benefit version of the order to fees with accounts.
func feesOf(tx *db.Tx, o Order) (map[int64][]alloc.Fee, error) {
	versions, err := benefit.ByID(tx, versionIDs(o))
	if err != nil {
		return nil, err
	}
	fees := make(map[int64][]alloc.Fee, len(versions))
	for id, v := range versions {
		if fees[id], err = v.FeesIn(tx, o.Book); err != nil {
			return nil, err
		}
	}
	return fees, nil
}

// Unpack opens a packed order again: lots and plan are put back (G5).
func Unpack(tx *db.Tx, orderID int64) (Order, error) {
	o, err := OrderByID(tx, orderID)
	if err != nil {
		return o, err
	}
	if err := advance(tx, &o, Paid); err != nil {
		return o, err
	}
	slices, err := alloc.SlicesOfOrder(tx, o.ID)
	if err != nil {
		return o, err
	}
	byLine := map[int64][]stock.Taken{}
	for _, s := range slices {
		if s.Lot != 0 {
			byLine[s.Line] = append(byLine[s.Line], stock.Taken{Lot: stock.Lot{ID: s.Lot}, Qty: s.Qty})
		}
	}
	for _, l := range o.Lines {
		if l.Kind == Goods {
			if err := stock.PutBack(tx, lineKey(o, l), byLine[l.ID]); err != nil {
				return o, err
			}
		}
	}
	if err := alloc.DeletePlanned(tx, lineIDs(o)); err != nil {
		return o, err
	}
	if err := countSold(tx, o, -1); err != nil {
		return o, err
	}
	return o, enqueueGoods(tx, o, ledger.G5Unpack, o.PackSeq, slices, ledger.Packed, ledger.InLot)
}

// countSold keeps the shop's sold counter: packed is sold, and packing is not
// where buyers compete for a row.
func countSold(tx *db.Tx, o Order, sign int64) error {
	for _, l := range o.Lines {
		if l.Kind == Goods {
			if err := catalog.AddSold(tx, l.ProductID, sign*l.Sent().Qty); err != nil {
				return err
			}
		}
	}
	return nil
}

// enqueueGoods promises the journal that moves the order's goods, lot by lot,
// from one stage to the next. Stages after the lot are followed per order.
func enqueueGoods(tx *db.Tx, o Order, kind ledger.Kind, seq int64, slices []alloc.Slice, from, to ledger.Code) error {
	j := ledger.Journal{Book: o.Book, Kind: kind, Ref: o.ID, RefSeq: seq, Order: o.ID, EffectiveUS: tx.NowUS()}
	for _, s := range slices {
		if s.Lot == 0 {
			continue
		}
		for _, leg := range []struct {
			code   ledger.Code
			amount int64
		}{{to, s.Qty}, {from, -s.Qty}} {
			a, err := ledger.Account(tx, o.Book, leg.code, ledger.OwnerLot, s.Lot, 0)
			if err != nil {
				return err
			}
			j.Legs = append(j.Legs, ledger.Leg{Account: a, Amount: leg.amount, Dim: goodsDim(leg.code, o.ID)})
		}
	}
	return ledger.Enqueue(tx, j)
}

func goodsDim(code ledger.Code, orderID int64) int64 {
	if code == ledger.Packed || code == ledger.InTransit {
		return orderID
	}
	return 0
}
