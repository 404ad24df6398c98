// Package world builds, through the same functions as real use, the small
// district that tests of flows play in: two merchants of record with a station
// each, households that hand in, a product on sale and a buyer with an address.
// Everybody in it is invented.
package world

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"net/http"
	"path"
	"strconv"
	"testing"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/benefit"
	"github.com/yigou/yigou/internal/blob"
	"github.com/yigou/yigou/internal/cache"
	"github.com/yigou/yigou/internal/catalog"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/id"
	"github.com/yigou/yigou/internal/identity"
	"github.com/yigou/yigou/internal/jobs"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/logistics"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/outbox"
	"github.com/yigou/yigou/internal/payout"
	"github.com/yigou/yigou/internal/place"
	"github.com/yigou/yigou/internal/sandboxpay"
	"github.com/yigou/yigou/internal/sms"
	"github.com/yigou/yigou/internal/stock"
	"github.com/yigou/yigou/internal/supplier"
	"github.com/yigou/yigou/internal/supply"
	"github.com/yigou/yigou/internal/trade"
	"github.com/yigou/yigou/internal/vault"
	"github.com/yigou/yigou/internal/yigoutest"
)

// The villages of the two shops.
const (
	Guixiang  = "500155130200" // 紫照镇 桂香村
	Changtang = "500155201202" // 铁门乡 长塘村
	// County is where the buyer lives: 重庆市 渝中区.
	County = "500103"
)

// World is one running district without HTTP.
type World struct {
	T         testing.TB
	DB        *db.DB
	Clock     *clock.Fake
	Vault     *vault.Vault
	SMS       *sms.Fake
	Gate      *identity.Gate
	Register  *household.Register
	Addresses *logistics.AddressBook
	Sandbox   *sandboxpay.Channel
	Desk      *trade.Desk
	Ledger    *ledger.Writer
	Log       *ledger.Log // signs with a key of its own
	Teller    *payout.Teller
	Jobs      *jobs.Runner
	Honey     Shop // sells by the piece: one jar
	Rice      Shop // sells by weight

	picture int64 // one uploaded picture that every product shows
	buyers  int
	keys    int
}

// Shop is one merchant with its station, one product and the people behind it.
type Shop struct {
	Merchant   supplier.Supplier
	Station    supplier.Station
	Operator   actor.Actor
	Households []household.Household
	Produce    catalog.Produce
	Product    catalog.Product
	Sku        int64
	Price      money.Fen
	Link       benefit.Version
	Freight    logistics.Template
}

// Buyer is a consumer with an address.
type Buyer struct {
	UserID    int64
	AddressID int64
	Phone     string
}

// People who set the district up and review.
var (
	District = actor.Actor{UserID: 1, Role: identity.DistrictAdmin, Region: "500155"}
	townOf   = func(village string) actor.Actor {
		return actor.Actor{UserID: 2, Role: identity.TownReviewer, Region: place.TownOf(village)}
	}
)

// New builds the district on a private database.
func New(t testing.TB) *World {
	t.Helper()
	return On(t, yigoutest.DB(t))
}

// On builds the district on a database whose clock stands still.
func On(t testing.TB, d *db.DB) *World {
	t.Helper()
	v := vault.Dev()
	w := &World{
		T: t, DB: d, Clock: yigoutest.Clock(t, d), Vault: v, Register: household.New(v), SMS: &sms.Fake{},
		Addresses: logistics.NewAddressBook(v), Sandbox: sandboxpay.New(d, v, "http://127.0.0.1:0"),
		Ledger: ledger.NewWriter(ledger.Options{DB: d, Vault: v}),
	}
	limits := cache.Open(cache.Options{})
	t.Cleanup(func() { _ = limits.Close() })
	w.Gate = identity.New(d, v, limits, w.SMS, identity.Options{})
	t.Cleanup(w.Gate.Close)
	w.Desk = trade.NewDesk(d, v, w.Addresses, trade.DefaultRules, w.Sandbox.Trade())
	key, _, err := ledger.NewSigningKey("world.example/books")
	if err != nil {
		t.Fatal(err)
	}
	if w.Log, err = ledger.NewLog(ledger.LogOptions{DB: d, Key: key}); err != nil {
		t.Fatal(err)
	}
	w.Teller = payout.NewTeller(w.Register, v, payout.DefaultRules)
	if w.Jobs, err = jobs.NewRunner(d, "test", jobs.Handlers{
		DB: d, Desk: w.Desk, Log: w.Log, Teller: w.Teller, Sandbox: w.Sandbox,
		More: map[string]outbox.Handler{
			ledger.WitnessJob: noWitness, household.JobPayeeChanged: w.Register.PayeeNoticeHandler(d, w.SMS),
			payout.JobTold: w.Teller.NoticeHandler(d, w.SMS),
		},
	}, nil, nil); err != nil {
		t.Fatal(err)
	}
	w.Update(func(tx *db.Tx) error {
		for _, load := range []func(*db.Tx) error{place.Load, household.LoadWords, catalog.Seed, logistics.Seed} {
			if err := load(tx); err != nil {
				return err
			}
		}
		return nil
	})
	w.upload()
	w.Honey = w.open(plan{
		village: Guixiang, short: "桂香村", people: 6,
		produce: catalog.ProduceInput{Name: "中蜂蜂蜜", Category: "honey.raw", Unit: catalog.Piece, GramsPerUnit: 500},
		sku:     catalog.SkuInput{Name: "500克/瓶", Quantity: 1, NetContentG: 500, Price: 8_800},
	})
	w.Rice = w.open(plan{
		village: Changtang, short: "长塘村", people: 4,
		produce: catalog.ProduceInput{Name: "高山大米", Category: "grain.rice", Unit: catalog.Gram},
		sku:     catalog.SkuInput{Name: "5千克/袋", Quantity: 5_000, NetContentG: 5_000, Price: 4_990},
	})
	return w
}

// upload puts one plain picture into the gallery.
func (w *World) upload() {
	w.T.Helper()
	disk, err := blob.OpenDisk(w.T.TempDir())
	if err != nil {
		w.T.Fatal(err)
	}
	w.T.Cleanup(func() { _ = disk.Close() })
	img := image.NewRGBA(image.Rect(0, 0, 800, 800))
	draw.Draw(img, img.Bounds(), image.NewUniform(color.RGBA{R: 0xE0, G: 0xA5, B: 0x26, A: 0xFF}), image.Point{}, draw.Src)
	var file bytes.Buffer
	if err := jpeg.Encode(&file, img, nil); err != nil {
		w.T.Fatal(err)
	}
	p, err := catalog.NewGallery(w.DB, disk).Upload(w.T.Context(), District, &file)
	if err != nil {
		w.T.Fatal(err)
	}
	w.picture = p.MediaID
}

// Update runs fn in a transaction and fails the test when it is refused.
func (w *World) Update(fn func(tx *db.Tx) error) {
	w.T.Helper()
	if err := w.DB.Update(w.T.Context(), fn); err != nil {
		w.T.Fatal(err)
	}
}

// View reads.
func (w *World) View(fn func(tx *db.Tx) error) {
	w.T.Helper()
	if err := w.DB.View(w.T.Context(), fn); err != nil {
		w.T.Fatal(err)
	}
}

// Key is a fresh Idempotency-Key.
func (w *World) Key() string {
	w.keys++
	return fmt.Sprint("key-", w.keys)
}

// Buyer signs a new consumer up, with an address.
func (w *World) Buyer() (b Buyer) {
	w.T.Helper()
	w.buyers++
	w.Update(func(tx *db.Tx) error {
		phone := fmt.Sprintf("139%08d", w.buyers)
		u, err := w.Gate.EnsureUser(tx, phone)
		if err != nil {
			return err
		}
		a, err := w.Addresses.Add(tx, u.ID, logistics.AddressInput{
			Name: "测试买家", Phone: "13900000000", County: County,
			ProvinceName: "重庆市", CityName: "重庆市", CountyName: "渝中区", Detail: "解放碑1号", Default: true,
		})
		b = Buyer{u.ID, a.ID, phone}
		return err
	})
	return b
}

// SignIn opens a session for a buyer, with the code their phone got, and returns
// its token.
func (w *World) SignIn(b Buyer) string {
	w.T.Helper()
	ctx := w.T.Context()
	if err := w.Gate.SendCode(ctx, b.Phone, identity.ForSignIn); err != nil {
		w.T.Fatal(err)
	}
	m, _ := w.SMS.Last(b.Phone)
	in, err := w.Gate.SignInWithCode(ctx, b.Phone, m.Vars["code"], "test")
	if err != nil {
		w.T.Fatal(err)
	}
	return in.Token
}

// OutNo is the channel's number of a payment.
func OutNo(paymentID string) string {
	n, err := strconv.ParseInt(paymentID, 10, 64)
	if err != nil {
		return ""
	}
	return id.Number("P", n)
}

// Stock seals a lot of the shop's produce: so much from each of its households.
func (w *World) Stock(s Shop, each int64) (l stock.Lot) {
	w.T.Helper()
	w.Update(func(tx *db.Tx) (err error) {
		if l, err = supply.OpenLot(tx, s.Operator, w.Key(), supply.LotInput{MerchantID: s.Merchant.ID, ProduceID: s.Produce.ID}); err != nil {
			return err
		}
		for _, h := range s.Households {
			c := stock.Contribution{
				LotID: l.ID, HouseholdID: h.ID, Qty: each, Grams: each * s.Produce.GramsPerUnit, GradePM: stock.StandardGrade,
			}
			if _, err := supply.Contribute(tx, s.Operator, w.Key(), c); err != nil {
				return err
			}
		}
		l, err = supply.Seal(tx, s.Operator, w.Key(), l.ID)
		return err
	})
	return l
}

// Quote prices items for the buyer's county.
func (w *World) Quote(items ...trade.Item) (q trade.Quote) {
	w.T.Helper()
	w.View(func(tx *db.Tx) (err error) {
		q, err = trade.MakeQuote(tx, trade.QuoteInput{Items: items, County: County})
		return err
	})
	return q
}

// Checkout places items for a buyer at the quoted total.
func (w *World) Checkout(b Buyer, items ...trade.Item) (trade.Checkout, error) {
	w.T.Helper()
	return w.CheckoutAt(b, w.Quote(items...).Total, items...)
}

// CheckoutAt places items for a buyer who saw this total.
func (w *World) CheckoutAt(b Buyer, total money.Fen, items ...trade.Item) (trade.Checkout, error) {
	return w.place(b, fmt.Sprint("checkout-", b.UserID, "-", w.DB.NewID()), total, items)
}

func (w *World) place(b Buyer, key string, total money.Fen, items []trade.Item) (trade.Checkout, error) {
	ctx := w.T.Context()
	p, err := w.Desk.Checkout(ctx, b.UserID, trade.CheckoutInput{
		Key: key, Items: items, AddressID: b.AddressID, ExpectedTotal: total, Channel: sandboxpay.Name,
	})
	if err != nil {
		return trade.Checkout{}, err
	}
	return w.Desk.CheckoutByID(ctx, b.UserID, p.CheckoutID)
}

// MustCheckout is Checkout of what must succeed.
func (w *World) MustCheckout(b Buyer, items ...trade.Item) trade.Checkout {
	w.T.Helper()
	c, err := w.Checkout(b, items...)
	if err != nil {
		w.T.Fatal(err)
	}
	return c
}

// Evidence is the channel's word that a payment came.
func (w *World) Evidence(p trade.Payment) trade.Evidence {
	return trade.Evidence{
		Channel: p.Channel, MerchantNo: p.MerchantNo, OutNo: p.OutNo, ProviderTxn: "T" + p.OutNo,
		Amount: p.Amount, Currency: "CNY", PaidUS: clock.US(w.Clock.Now()),
	}
}

// Notify delivers signed evidence.
func (w *World) Notify(ev trade.Evidence) error {
	h, body, err := w.Sandbox.Sign(ev)
	if err != nil {
		return err
	}
	return w.Desk.Notify(w.T.Context(), sandboxpay.Name, h, body)
}

// NotifyRaw delivers whatever it is given.
func (w *World) NotifyRaw(h http.Header, body []byte) error {
	return w.Desk.Notify(w.T.Context(), sandboxpay.Name, h, body)
}

// PayAtCashier presses the button of the sandbox's page; its notification stays
// unsent until jobs run.
func (w *World) PayAtCashier(url string) {
	w.T.Helper()
	charge, err := strconv.ParseInt(path.Base(url), 10, 64)
	if err != nil {
		w.T.Fatal(err)
	}
	if err := w.Sandbox.Pay(w.T.Context(), charge); err != nil {
		w.T.Fatal(err)
	}
}

// Pay delivers the evidence of every payment of a checkout.
func (w *World) Pay(c trade.Checkout) {
	w.T.Helper()
	for _, p := range c.Payments {
		if err := w.Notify(w.Evidence(p)); err != nil {
			w.T.Fatal(err)
		}
	}
}

// Pack packs an order at the station that ships it, oldest lots first.
func (w *World) Pack(o trade.Order) error {
	return w.Desk.Pack(w.T.Context(), w.operatorOf(o), w.Key(), trade.PackInput{OrderID: o.ID})
}

// Ship hands it to the carrier.
func (w *World) Ship(o trade.Order) error {
	return w.Desk.Ship(w.T.Context(), w.operatorOf(o), w.Key(), trade.ShipInput{
		OrderID: o.ID, CarrierID: w.Honey.Freight.CarrierID, WaybillNo: fmt.Sprintf("YT%013d", o.ID%1e13),
	})
}

// Deliver takes a paid order all the way to the buyer's signature.
func (w *World) Deliver(b Buyer, o trade.Order) {
	w.T.Helper()
	for _, step := range []func() error{
		func() error { return w.Pack(o) },
		func() error { return w.Ship(o) },
		func() error { return w.Desk.SignMine(w.T.Context(), b.UserID, o.ID, w.Key()) },
	} {
		if err := step(); err != nil {
			w.T.Fatal(err)
		}
	}
}

// Drain works off jobs and posts every promised journal.
func (w *World) Drain() {
	w.T.Helper()
	if err := w.Jobs.Drain(w.T.Context()); err != nil {
		w.T.Fatal(err)
	}
	if err := w.Ledger.Drain(w.T.Context()); err != nil {
		w.T.Fatal(err)
	}
}

// Level is the stock of a shop's produce.
func (w *World) Level(s Shop) (l stock.Level) {
	w.T.Helper()
	k := stock.Key{MerchantID: s.Merchant.ID, StationID: s.Station.ID, ProduceID: s.Produce.ID}
	w.View(func(tx *db.Tx) error {
		levels, err := stock.Levels(tx, []stock.Key{k})
		l = levels[k]
		return err
	})
	return l
}

// Order reads an order again.
func (w *World) Order(orderID int64) (o trade.Order) {
	w.T.Helper()
	w.View(func(tx *db.Tx) (err error) {
		o, err = trade.OrderByID(tx, orderID)
		return err
	})
	return o
}

func (w *World) operatorOf(o trade.Order) actor.Actor {
	if o.StationID == w.Rice.Station.ID {
		return w.Rice.Operator
	}
	return w.Honey.Operator
}

// noWitness lets checkpoints stay in the world's database.
func noWitness(context.Context, outbox.Task) error { return nil }
