package httpapi

import (
	"context"

	"github.com/yigou/yigou/internal/alloc"
	"github.com/yigou/yigou/internal/benefit"
	"github.com/yigou/yigou/internal/catalog"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/logistics"
	"github.com/yigou/yigou/internal/stock"
	"github.com/yigou/yigou/internal/supplier"
	"github.com/yigou/yigou/internal/trade"
)

// orderFile is an order with everything its pages tell about it, read in one
// transaction.
type orderFile struct {
	trade.Order
	today    clock.Day
	slices   []alloc.Slice
	lots     map[int64]stock.Lot
	versions map[int64]benefit.Version
	bill     trade.Bill
	shares   []trade.Share
	station  supplier.Station
	merchant supplier.Supplier
	parcel   logistics.Parcel // zero before shipping
	carriers []logistics.Carrier
	payment  trade.Payment
	refunds  []trade.Refund
	claims   []trade.Claim
	credited int64     // µs when the households' revenue was posted; 0 = not yet
	settled  clock.Day // 0 = not yet
	journals int

	cancelNote string // what the station wrote when it cancelled
}

func readOrderFile(tx *db.Tx, o trade.Order) (f orderFile, err error) {
	f = orderFile{Order: o, today: tx.Today()}
	for _, read := range []func(*db.Tx) error{f.readGoods, f.readMoney, f.readParties, f.readPosted} {
		if err := read(tx); err != nil {
			return f, err
		}
	}
	return f, nil
}

func (f *orderFile) readGoods(tx *db.Tx) (err error) {
	if f.slices, err = alloc.SlicesOfOrder(tx, f.ID); err != nil {
		return err
	}
	if f.lots, err = stock.LotsByID(tx, keys(f.slices, func(s alloc.Slice) int64 { return s.Lot })); err != nil {
		return err
	}
	if f.shares, err = trade.SharesOf(tx, f.ID); err != nil || f.State != trade.Cancelled {
		return err
	}
	f.cancelNote, err = trade.CancelNote(tx, f.ID)
	return err
}

func (f *orderFile) readMoney(tx *db.Tx) (err error) {
	if f.bill, err = trade.BillOf(tx, f.Order); err != nil {
		return err
	}
	if f.versions, err = benefit.ByID(tx, keys(f.Lines, func(l trade.Line) int64 { return l.BenefitVersionID })); err != nil {
		return err
	}
	payments, err := trade.PaymentsOfOrder(tx, f.ID)
	if err != nil {
		return err
	}
	for _, p := range payments {
		f.payment = p
	}
	if f.refunds, err = trade.RefundsOfOrder(tx, f.ID); err != nil {
		return err
	}
	f.claims, err = trade.ClaimsOfOrders(tx, []int64{f.ID})
	return err
}

func (f *orderFile) readParties(tx *db.Tx) error {
	stations, err := supplier.StationsByIDs(tx, []int64{f.StationID})
	if err != nil {
		return err
	}
	merchants, err := supplier.ByIDs(tx, []int64{f.MerchantID})
	if err != nil {
		return err
	}
	f.station, f.merchant = stations[f.StationID], merchants[f.MerchantID]
	parcels, err := logistics.ParcelsOf(tx, []int64{f.ID})
	if err != nil {
		return err
	}
	for _, p := range parcels[f.ID] {
		f.parcel = p
	}
	f.carriers, err = logistics.Carriers(tx)
	return err
}

// readPosted asks the ledger what has really happened.
func (f *orderFile) readPosted(tx *db.Tx) error {
	posted, err := ledger.JournalsOfOrder(tx, f.ID)
	if err != nil {
		return err
	}
	f.journals = len(posted)
	for _, j := range posted {
		if j.Kind == ledger.E3Sign {
			f.credited = j.PostedUS
		}
	}
	f.settled, err = alloc.SettledOf(tx, f.ID)
	return err
}

// goods are the lines that were bought, without freight.
func (f *orderFile) goods() []trade.Line {
	var out []trade.Line
	for _, l := range f.Lines {
		if l.Kind == trade.Goods {
			out = append(out, l)
		}
	}
	return out
}

// takes are the lots a line was packed from.
func (f *orderFile) takes(lineID int64) []LotTake {
	out := []LotTake{}
	for _, s := range f.slices {
		if s.Line == lineID && s.Lot != 0 {
			l := f.lots[s.Lot]
			out = append(out, LotTake{LotId: ID(l.ID), No: l.No, Quantity: s.Qty, UnitLabel: catalog.Unit(l.Unit).Word()})
		}
	}
	return out
}

// settleDay is the last day on which households are settled, at the latest; 0
// before the order is shipped.
func (f *orderFile) settleDay() (last clock.Day) {
	for _, l := range f.Lines {
		day := l.Settle
		if day == 0 && f.signDay() != 0 {
			day = f.signDay().Add(l.AfterSaleDays + 1)
		}
		last = max(last, day)
	}
	return last
}

// readMyOrder reads an order of the asking buyer.
func (s *Server) readMyOrder(ctx context.Context, id int64) (out Order, err error) {
	err = s.view(ctx, func(tx *db.Tx, a *atlas) error {
		o, err := trade.OrderByID(tx, id)
		if err != nil {
			return err
		}
		if o.UserID != actorOf(ctx).UserID {
			return trade.ErrNotFound
		}
		if err := s.Desk.OpenReceiver(tx, &o); err != nil {
			return err
		}
		f, err := readOrderFile(tx, o)
		if err != nil {
			return err
		}
		out = myOrder(f, a)
		out.Households.Proofs = f.proofLinks(s)
		return nil
	})
	return out, err
}

// scope bounds the orders a member of staff may see.
type scope struct {
	stationID, merchantID int64
	region                string
	open                  bool // may read where the parcel goes
}

func (sc scope) has(o trade.Order) bool {
	switch {
	case sc.stationID != 0:
		return o.StationID == sc.stationID
	case sc.merchantID != 0:
		return o.MerchantID == sc.merchantID
	}
	return within(o.Region, sc.region)
}

// within reports whether a place lies in a region; nothing lies in "".
func within(region, prefix string) bool {
	return prefix != "" && len(region) >= len(prefix) && region[:len(prefix)] == prefix
}

// readWorkOrder reads an order of a scope for those who work on it.
func (s *Server) readWorkOrder(ctx context.Context, sc scope, id int64) (out WorkOrder, err error) {
	err = s.view(ctx, func(tx *db.Tx, a *atlas) error {
		o, err := trade.OrderByID(tx, id)
		if err != nil {
			return err
		}
		if !sc.has(o) {
			return trade.ErrNotFound
		}
		if err := s.Desk.OpenReceiver(tx, &o); err != nil {
			return err
		}
		f, err := readOrderFile(tx, o)
		if err != nil {
			return err
		}
		if out, err = workOrder(tx, f, a, sc); err != nil {
			return err
		}
		return nil
	})
	return out, err
}

// suggested is what packing would take now, oldest lots first.
func suggested(tx *db.Tx, f orderFile) (map[int64][]LotTake, error) {
	out := map[int64][]LotTake{}
	if f.State != trade.Paid {
		return out, nil
	}
	used := map[int64]int64{}
	for _, l := range f.goods() {
		lots, err := stock.LotsInStock(tx, stock.Key{MerchantID: f.MerchantID, StationID: f.StationID, ProduceID: l.ProduceID})
		if err != nil {
			return nil, err
		}
		need := l.UnitQty
		for _, lot := range lots {
			n := min(need, lot.Remaining-used[lot.ID])
			if n <= 0 {
				continue
			}
			used[lot.ID] += n
			need -= n
			out[l.ID] = append(out[l.ID], LotTake{LotId: ID(lot.ID), No: lot.No, Quantity: n, UnitLabel: catalog.Unit(lot.Unit).Word()})
		}
	}
	return out, nil
}

// orderList is a page of orders with what their cards say.
type orderList struct {
	orders    []trade.Order
	next      string
	slices    map[int64][]alloc.Slice // by line
	versions  map[int64]benefit.Version
	stations  map[int64]supplier.Station
	merchants map[int64]supplier.Supplier
	today     clock.Day
}

func readOrders(tx *db.Tx, q trade.Query, cursor string, limit int) (l orderList, err error) {
	if q.Before, err = idCursor(cursor); err != nil {
		return l, err
	}
	q.Limit = limit + 1
	list, err := trade.List(tx, q)
	if err != nil {
		return l, err
	}
	l.today = tx.Today()
	l.orders, l.next = page(list, limit, func(o trade.Order) int64 { return o.ID })
	var lines []trade.Line
	for _, o := range l.orders {
		lines = append(lines, o.Lines...)
	}
	return l, l.readDetails(tx, lines)
}

func (l *orderList) readDetails(tx *db.Tx, lines []trade.Line) (err error) {
	slices, err := alloc.SlicesOfLines(tx, keys(lines, func(x trade.Line) int64 { return x.ID }))
	if err != nil {
		return err
	}
	l.slices = map[int64][]alloc.Slice{}
	for _, s := range slices {
		l.slices[s.Line] = append(l.slices[s.Line], s)
	}
	if l.versions, err = benefit.ByID(tx, keys(lines, func(x trade.Line) int64 { return x.BenefitVersionID })); err != nil {
		return err
	}
	if l.stations, err = supplier.StationsByIDs(tx, keys(l.orders, func(o trade.Order) int64 { return o.StationID })); err != nil {
		return err
	}
	l.merchants, err = supplier.ByIDs(tx, keys(l.orders, func(o trade.Order) int64 { return o.MerchantID }))
	return err
}

// toHouseholds is what households get of an order: by its rows once lots are
// bound, by the frozen rule before.
func (l *orderList) toHouseholds(o trade.Order) (sum int64) {
	for _, line := range o.Lines {
		slices, bound := l.slices[line.ID]
		if !bound && line.Kind == trade.Goods {
			sum += householdsPart(l.versions[line.BenefitVersionID], line.Gross, line.Grams)
		}
		for _, s := range slices {
			for _, r := range s.Rows {
				if r.Household != 0 {
					sum += int64(r.Amount)
				}
			}
		}
	}
	return sum
}

func (s *Server) readOrderCards(ctx context.Context, q trade.Query, cursor string, limit int) (out OrderCardList, err error) {
	err = s.DB.View(ctx, func(tx *db.Tx) error {
		l, err := readOrders(tx, q, cursor, limit)
		if err != nil {
			return err
		}
		out.NextCursor = l.next
		out.Items = mapped(l.orders, l.card)
		return nil
	})
	return out, err
}

// readWorkCards lists orders for those who work on them. Receivers are opened
// only for the station that ships.
func (s *Server) readWorkCards(ctx context.Context, q trade.Query, sc scope, cursor string, limit int) (out WorkOrderCardList, err error) {
	err = s.DB.View(ctx, func(tx *db.Tx) error {
		l, err := readOrders(tx, q, cursor, limit)
		if err != nil {
			return err
		}
		for i := range l.orders {
			if err := s.Desk.OpenReceiver(tx, &l.orders[i]); err != nil {
				return err
			}
		}
		out.NextCursor = l.next
		out.Items = mapped(l.orders, func(o trade.Order) WorkOrderCard { return l.workCard(o, sc) })
		return nil
	})
	return out, err
}

func (s *Server) readCheckout(ctx context.Context, id int64) (Checkout, error) {
	c, err := s.Desk.CheckoutByID(ctx, actorOf(ctx).UserID, id)
	if err != nil {
		return Checkout{}, err
	}
	return s.showCheckout(ctx, c)
}

// showCheckout adds the names of those who sell and ship.
func (s *Server) showCheckout(ctx context.Context, c trade.Checkout) (out Checkout, err error) {
	err = s.DB.View(ctx, func(tx *db.Tx) error {
		merchants, err := supplier.Names(tx, keys(c.Orders, func(o trade.Order) int64 { return o.MerchantID }))
		if err != nil {
			return err
		}
		stations, err := supplier.StationNames(tx, keys(c.Orders, func(o trade.Order) int64 { return o.StationID }))
		out = checkout(c, merchants, stations)
		return err
	})
	return out, err
}

// readQuote shows a quote with what households get of it.
func readQuote(tx *db.Tx, q trade.Quote) (Quote, error) {
	var links []int64
	for _, g := range q.Groups {
		links = append(links, keys(g.Lines, func(l trade.QuoteLine) int64 { return l.Sku.BenefitLinkID })...)
	}
	versions, err := benefit.Current(tx, links)
	return quote(q, versions), err
}

func lineProblem(f *fault.Error) LineProblem {
	if f == nil {
		return LineProblem{}
	}
	return LineProblem{Code: f.Code, Detail: f.Detail}
}
