package demo

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/logistics"
	"github.com/yigou/yigou/internal/place"
	"github.com/yigou/yigou/internal/sandboxpay"
	"github.com/yigou/yigou/internal/stock"
	"github.com/yigou/yigou/internal/supply"
	"github.com/yigou/yigou/internal/trade"
)

// How much happens in the year (decisions 29).
const (
	yearOrders    = 1_200
	cancellations = 20
	buyersTotal   = 60
	neverPaid     = 12
	perComplaint  = 60 // one in so many signed orders is refunded in part
)

type buyer struct {
	user, address int64
	county        string
}

// bought is an order of the story with what is planned for it.
type bought struct {
	buyer   *buyer
	order   trade.Order
	paid    clock.Day
	cancel  bool
	packed  bool
	shipped clock.Day
	sign    clock.Day // 0: the buyer stays silent
	done    bool
}

func (s *seeder) addBuyers() error {
	return s.update(func(tx *db.Tx) error {
		s.buyers = nil
		for i := range buyersTotal {
			phone := buyerPhone
			if i > 0 {
				phone = nextPhone("13800020000", i)
			}
			u, err := s.app.Gate.EnsureUser(tx, phone)
			if err != nil {
				return err
			}
			h := homes[i%len(homes)]
			c, err := place.CountyOf(h.county)
			if err != nil {
				return fmt.Errorf("%s: %w", h.county, err)
			}
			a, err := s.app.Addresses.Add(tx, u.ID, logistics.AddressInput{
				Name: inventName(s.rnd), Phone: phone, County: c.Code,
				ProvinceName: c.Province, CityName: c.City, CountyName: c.Name, Detail: h.detail, Default: true,
			})
			if err != nil {
				return err
			}
			s.buyers = append(s.buyers, &buyer{u.ID, a.ID, c.Code})
		}
		return nil
	})
}

// liveAYear walks through the days: jobs and books in the morning, goods in,
// parcels out, buyers all day, signatures in the evening.
func (s *seeder) liveAYear() error {
	first := clock.DayOf(clock.US(s.clock.Now()))
	for n := range days {
		today := first.Add(n)
		s.at(today, 6*time.Hour)
		if err := s.app.Settle(s.ctx); err != nil {
			return err
		}
		s.at(today, 7*time.Hour)
		if err := s.takeIn(today); err != nil {
			return err
		}
		if n == days-10 {
			if err := s.payTooLate(); err != nil {
				return err
			}
		}
		if n >= days-payoutDays {
			s.at(today, 8*time.Hour)
			if err := s.payOut(n == days-payoutDays); err != nil {
				return err
			}
			if err := s.shareOut(days - n); err != nil {
				return err
			}
		}
		s.at(today, 9*time.Hour)
		if err := s.workStation(today, n >= days-2); err != nil {
			return err
		}
		want := yearOrders * (n + 1) / days
		for i := 0; s.placed < want; i++ {
			s.at(today, 10*time.Hour+time.Duration(i)*37*time.Minute)
			if err := s.buy(today); err != nil {
				return err
			}
		}
		s.at(today, 21*time.Hour)
		if err := s.sign(today); err != nil {
			return err
		}
	}
	s.at(first.Add(days), 0)
	return s.app.Settle(s.ctx)
}

// inSeason reports whether a good can be had in a month.
func (l *listed) inSeason(month int) bool {
	switch {
	case l.from == 0:
		return true
	case l.from <= l.to:
		return month >= l.from && month <= l.to
	}
	return month >= l.from || month <= l.to
}

func month(d clock.Day) int { return int(d) / 100 % 100 }

// takeIn seals a lot wherever stock of something in season runs low.
func (s *seeder) takeIn(today clock.Day) error {
	done := map[stock.Key]bool{}
	for _, l := range s.shelf {
		k := stock.Key{MerchantID: l.shop.merchant.ID, StationID: l.shop.station.ID, ProduceID: l.produce.ID}
		if done[k] || !l.live || !l.inSeason(month(today)) {
			continue
		}
		done[k] = true
		low := 12 * l.packs[len(l.packs)-1].qty
		err := s.update(func(tx *db.Tx) error {
			levels, err := stock.Levels(tx, []stock.Key{k})
			if err != nil || levels[k].Available >= low {
				return err
			}
			return s.sealLot(tx, l, k, 4*low)
		})
		if err != nil {
			return fmt.Errorf("%s %s: %w", l.shop.short, l.crop, err)
		}
	}
	return nil
}

// sealLot takes in about want units from six to fourteen households.
func (s *seeder) sealLot(tx *db.Tx, l *listed, k stock.Key, want int64) error {
	lot, err := supply.OpenLot(tx, l.shop.operator, s.key(), supply.LotInput{MerchantID: k.MerchantID, ProduceID: k.ProduceID})
	if err != nil {
		return err
	}
	people := 6 + s.rnd.IntN(9)
	order := s.rnd.Perm(len(l.shop.households))[:people]
	if l.shop == s.shops[0] && !slices.Contains(order, 0) {
		order[0] = 0 // the demo's household has a share in everything its village sells
	}
	for _, i := range order {
		qty := max(1, want/int64(people)*int64(60+s.rnd.IntN(80))/100)
		_, err := supply.Contribute(tx, l.shop.operator, s.key(), stock.Contribution{
			LotID: lot.ID, HouseholdID: l.shop.households[i].ID, Qty: qty, Grams: qty * l.produce.GramsPerUnit,
			GradePM: []int64{900, 1000, 1000, 1000, 1100}[s.rnd.IntN(5)],
		})
		if err != nil {
			return err
		}
	}
	_, err = supply.Seal(tx, l.shop.operator, s.key(), lot.ID)
	return err
}

// buy presses once and mostly pays two minutes later; a basket of two merchants
// makes two orders.
func (s *seeder) buy(today clock.Day) error {
	b := s.buyers[s.rnd.IntN(len(s.buyers))]
	if s.placed%25 < 2 || s.placed >= yearOrders-4 {
		b = s.buyers[0] // the demo's own consumer
	}
	items := s.basket(today, b)
	var q trade.Quote
	err := s.app.DB.View(s.ctx, func(tx *db.Tx) (err error) {
		q, err = trade.MakeQuote(tx, trade.QuoteInput{Items: items, County: b.county})
		return err
	})
	if err != nil {
		return err
	}
	if !q.Ready {
		return fmt.Errorf("a basket of %d cannot be bought: %w", len(items), q.FirstProblem())
	}
	p, err := s.app.Desk.Checkout(s.ctx, b.user, trade.CheckoutInput{
		Key: s.key(), Items: items, AddressID: b.address, ExpectedTotal: q.Total, Channel: sandboxpay.Name,
	})
	if err != nil {
		return err
	}
	c, err := s.app.Desk.CheckoutByID(s.ctx, b.user, p.CheckoutID)
	if err != nil {
		return err
	}
	before := s.placed
	s.placed += len(c.Orders)
	// among says whether the orders just placed hold the one of so many.
	among := func(many, from int) bool { return (s.placed+from)/many > (before+from)/many }
	if among(yearOrders/neverPaid, 0) {
		s.unpaid = append(s.unpaid, c)
		return nil // thought better of it: the expiry closes it
	}
	s.clock.Advance(2 * time.Minute)
	if err := s.pay(c); err != nil {
		return err
	}
	regretted := among(yearOrders/cancellations, yearOrders/cancellations/2)
	for i, o := range c.Orders {
		g := &bought{buyer: b, order: o, paid: today, cancel: i == 0 && regretted}
		if s.rnd.IntN(10) < 7 {
			g.sign = 1 // on some day after shipping
		}
		s.orders = append(s.orders, g)
	}
	return nil
}

// basket picks one to three goods in season that can be sent to the buyer.
func (s *seeder) basket(today clock.Day, b *buyer) []trade.Item {
	far := b.county[:2] == "65" || b.county[:2] == "54"
	var items []trade.Item
	for want := 1 + s.rnd.IntN(3)/2; len(items) < want; {
		l := s.shelf[s.rnd.IntN(len(s.shelf))]
		if !l.live || !l.inSeason(month(today)) || (far && l.freight() == l.shop.cold.ID) {
			continue
		}
		sku := l.skus[s.rnd.IntN(len(l.skus))]
		if !slices.ContainsFunc(items, func(it trade.Item) bool { return it.SkuID == sku }) {
			items = append(items, trade.Item{SkuID: sku, Qty: 1 + int64(s.rnd.IntN(5)/3)})
		}
	}
	return items
}

// payTooLate lets the money of a closed checkout arrive days after: it is kept as
// an anomaly and sent back (decisions 15).
func (s *seeder) payTooLate() error { return s.pay(s.unpaid[len(s.unpaid)-1]) }

// pay lets the channel's signed word arrive.
func (s *seeder) pay(c trade.Checkout) error {
	for _, p := range c.Payments {
		header, body, err := s.app.Sandbox.Sign(trade.Evidence{
			Channel: p.Channel, MerchantNo: p.MerchantNo, OutNo: p.OutNo, ProviderTxn: "SBX" + p.OutNo,
			Amount: p.Amount, Currency: "CNY", PaidUS: clock.US(s.clock.Now()),
		})
		if err != nil {
			return err
		}
		if err := s.app.Desk.Notify(s.ctx, sandboxpay.Name, header, body); err != nil {
			return err
		}
	}
	return nil
}

// workStation cancels what buyers regret, packs and ships yesterday's orders; in
// the last days some parcels stay on the bench.
func (s *seeder) workStation(today clock.Day, last bool) error {
	for i, g := range s.orders {
		if g.done || g.packed || g.paid >= today {
			continue
		}
		if g.cancel {
			g.done = true
			if err := s.app.Desk.CancelMine(s.ctx, g.buyer.user, g.order.ID, s.key()); err != nil {
				return err
			}
			continue
		}
		if last && i%3 == 0 {
			continue
		}
		o := s.stationOf(g.order)
		if err := s.app.Desk.Pack(s.ctx, o.operator, s.key(), trade.PackInput{OrderID: g.order.ID}); err != nil {
			return fmt.Errorf("order %s: %w", g.order.No, err)
		}
		g.packed = true
		if last && i%3 == 1 {
			continue
		}
		if err := s.ship(g, o); err != nil {
			return err
		}
		g.shipped = today
		if g.sign == 0 { // the day will sign
			g.done = true
			continue
		}
		g.sign = today.Add(2 + s.rnd.IntN(5))
	}
	s.orders = slices.DeleteFunc(s.orders, func(g *bought) bool { return g.done })
	return nil
}

func (s *seeder) stationOf(o trade.Order) *opened {
	for _, p := range s.shops {
		if p.station.ID == o.StationID {
			return p
		}
	}
	return nil
}

func (s *seeder) ship(g *bought, o *opened) error {
	carrier, number := o.standard.CarrierID, fmt.Sprintf("YT%013d", g.order.ID%1e13)
	for _, l := range g.order.Lines {
		if l.FreightTemplateID == o.cold.ID {
			carrier, number = o.cold.CarrierID, fmt.Sprintf("SF%013d", g.order.ID%1e13)
		}
	}
	return s.app.Desk.Ship(s.ctx, o.operator, s.key(), trade.ShipInput{OrderID: g.order.ID, CarrierID: carrier, WaybillNo: number})
}

// sign lets buyers accept what has come; the silent ones are left to the day.
func (s *seeder) sign(today clock.Day) error {
	for _, g := range s.orders {
		if g.shipped == 0 || g.sign == 0 || g.sign > today || g.done {
			continue
		}
		err := s.app.Desk.SignMine(s.ctx, g.buyer.user, g.order.ID, s.key())
		if err != nil && !errors.Is(err, trade.ErrState) {
			return err
		}
		g.done = true
		if s.signed++; s.signed%perComplaint == 0 {
			if err := s.complain(g.order, s.signed/perComplaint); err != nil {
				return fmt.Errorf("refund of %s: %w", g.order.No, err)
			}
		}
	}
	s.orders = slices.DeleteFunc(s.orders, func(g *bought) bool { return g.done })
	return nil
}

// complaints are told in turn; the faults that are proven end in a claim on the
// growers, and one of them is objected to.
var complaints = []trade.RefundInput{
	{Reason: trade.Transit, Note: "箱子压坏了，退您一半"},
	{Reason: trade.Quality, Note: "有几个是坏的，按三分之一退", Finding: "买家发来照片，服务站对照留样核实，约三分之一不合约定的规格", Contact: trade.ByVisit},
	{Reason: trade.Packing, Note: "泡沫没垫好，补您一点"},
	{Reason: trade.Quality, Note: "个头比说的小，补您三分之一", Finding: "开箱照片量过，三分之一不到约定规格", Contact: trade.ByCall},
}

// complain gives a part of a signed order back.
func (s *seeder) complain(o trade.Order, n int) error {
	in := complaints[n%len(complaints)]
	in.OrderID = o.ID
	line := o.Lines[0]
	in.Lines = []trade.RefundLine{{LineID: line.ID, Amount: line.Gross / 3}}
	if in.Reason == trade.Quality {
		in.ContactDay = clock.DayOf(clock.US(s.clock.Now()))
	}
	if err := s.app.Desk.GiveBack(s.ctx, s.district, s.key(), in); err != nil {
		return err
	}
	if n%len(complaints) != 3 {
		return nil
	}
	return s.update(func(tx *db.Tx) error {
		claims, err := trade.ClaimsOfOrders(tx, []int64{o.ID})
		if err != nil || len(claims) == 0 {
			return err // below the sum from which growers are asked
		}
		return trade.Object(tx, s.stationOf(o).operator, claims[0].RefundID, "交货时两方都量过，是够大的")
	})
}
