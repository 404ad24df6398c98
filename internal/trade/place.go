package trade

import (
	"slices"
	"strconv"

	"github.com/yigou/yigou/internal/benefit"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/id"
	"github.com/yigou/yigou/internal/idem"
	"github.com/yigou/yigou/internal/logistics"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/outbox"
	"github.com/yigou/yigou/internal/stock"
	"github.com/yigou/yigou/internal/supplier"
)

// PlaceInput is a checkout as the buyer pressed it.
type PlaceInput struct {
	UserID        int64
	Key           string // Idempotency-Key
	Items         []Item
	Receiver      Receiver
	ExpectedTotal money.Fen // the total the buyer saw
	Channel       string
	Note          string
}

// pressed is what makes two presses the same one.
type pressed struct {
	Items    []Item    `json:"items"`
	County   string    `json:"county"`
	Receiver Receiver  `json:"receiver"`
	Total    money.Fen `json:"total"`
	Channel  string    `json:"channel"`
	Note     string    `json:"note"`
}

func (in PlaceInput) pressed() pressed {
	return pressed{in.Items, in.Receiver.County, in.Receiver, in.ExpectedTotal, in.Channel, in.Note}
}

// Placed is what a checkout made.
type Placed struct {
	CheckoutID int64
	Replayed   bool     // this key made it before; nothing was done now
	Checkout   Checkout // as it was just made; empty when replayed
}

// Place reserves stock and writes the orders, their payment and the job that
// closes them when nobody pays: all or nothing. One order per (merchant of
// record, shipping station), one payment for all (decisions 10). The rows are
// queued; the guarded UPDATE of the stock is the one statement that locks. A key
// that was used before makes the transaction fail with a duplicate key.
func (d *Desk) Place(tx *db.Tx, in PlaceInput) (Placed, error) {
	ch, ok := d.channels[in.Channel]
	if !ok {
		return Placed{}, ErrChannel
	}
	checkoutID := tx.NewID()
	if err := idem.Remember(tx, checkoutScope(in.UserID), in.Key, in.pressed(), checkoutID); err != nil {
		return Placed{}, err
	}
	q, err := priced(tx, QuoteInput{Items: in.Items, County: in.Receiver.County})
	if err != nil {
		return Placed{}, err
	}
	if err := q.FirstProblem(); err != nil {
		return Placed{}, err
	}
	if q.Total != in.ExpectedTotal {
		return Placed{}, ErrDrift
	}
	orders, err := d.freeze(tx, checkoutID, in, q)
	if err != nil {
		return Placed{}, err
	}
	c := Checkout{
		ID: checkoutID, UserID: in.UserID, Total: q.Total, CreatedUS: tx.NowUS(),
		ExpiresUS: tx.NowUS() + d.rules.Unpaid.Microseconds(), Orders: orders,
	}
	c.Payments = []Payment{newPayment(tx, ch, c)}
	if err := d.queueCheckout(tx, c); err != nil {
		return Placed{}, err
	}
	err = outbox.Add(tx, outbox.Job{Kind: ExpireJob, Body: CheckoutRef{checkoutID}, RunUS: c.ExpiresUS})
	if err != nil {
		return Placed{}, err
	}
	return Placed{CheckoutID: checkoutID, Checkout: c}, stock.Reserve(tx, demand(q))
}

func checkoutScope(userID int64) string { return "checkout:" + strconv.FormatInt(userID, 10) }

func demand(q Quote) []stock.Demand {
	var ds []stock.Demand
	for _, g := range q.Groups {
		for _, l := range g.Lines {
			ds = append(ds, stock.Demand{Key: stockKey(l.Sku), Qty: l.Qty * l.Sku.Quantity})
		}
	}
	return ds
}

// freeze turns a quote into orders whose lines carry everything that later steps
// need, whatever changes in the shop (decisions 11).
func (d *Desk) freeze(tx *db.Tx, checkoutID int64, in PlaceInput, q Quote) ([]Order, error) {
	versions, err := benefit.Current(tx, linkIDs(q))
	if err != nil {
		return nil, err
	}
	orders := make([]Order, 0, len(q.Groups))
	for _, g := range q.Groups {
		book, err := supplier.BookOf(tx, g.MerchantID)
		if err != nil {
			return nil, err
		}
		orderID := tx.NewID()
		o := Order{
			ID: orderID, No: id.Number(OrderPrefix, orderID), CheckoutID: checkoutID, Kind: Consumer, UserID: in.UserID,
			MerchantID: g.MerchantID, StationID: g.StationID, Book: book, Region: g.Lines[0].Sku.Region,
			State: Created, PayTerm: Prepay, Goods: g.Goods, Freight: g.Freight, Total: g.Goods + g.Freight,
			Receiver: in.Receiver, BuyerNote: in.Note, Promised: g.Promised, CreatedUS: tx.NowUS(),
		}
		for _, l := range g.Lines {
			o.Lines = append(o.Lines, goodsLine(tx, o, l, versions[l.Sku.BenefitLinkID].ID))
		}
		for _, f := range g.Freights {
			if f.Amount == 0 {
				continue
			}
			carrierID, err := logistics.CarrierOf(tx, f.TemplateID, f.Version)
			if err != nil {
				return nil, err
			}
			o.Lines = append(o.Lines, freightLine(tx, o, f, carrierID))
		}
		orders = append(orders, o)
	}
	return orders, nil
}

func goodsLine(tx *db.Tx, o Order, l QuoteLine, versionID int64) Line {
	s := l.Sku
	return Line{
		ID: tx.NewID(), OrderID: o.ID, Ord: len(o.Lines) + 1, Kind: Goods,
		SkuID: s.SkuID, ProductID: s.ProductID, ProduceID: s.ProduceID, ProductName: s.ProductName, SkuName: s.SkuName,
		MediaID: s.CoverMediaID, Unit: string(s.Unit), Qty: l.Qty, UnitQty: l.Qty * s.Quantity, Grams: l.Qty * s.NetContentG,
		UnitPrice: s.Price, Gross: l.Gross, BenefitVersionID: versionID,
		ReturnPolicy: string(s.ReturnPolicy), AfterSaleDays: s.AfterSaleDays, TaxMark: string(s.TaxMark),
	}
}

func freightLine(tx *db.Tx, o Order, f QuoteFreight, carrierID int64) Line {
	after := 0
	for _, l := range o.Lines {
		after = max(after, l.AfterSaleDays)
	}
	return Line{
		ID: tx.NewID(), OrderID: o.ID, Ord: len(o.Lines) + 1, Kind: Freight, ProductName: "运费", Qty: 1,
		UnitPrice: f.Amount, Gross: f.Amount, AfterSaleDays: after,
		FreightTemplateID: f.TemplateID, FreightVersion: f.Version, PayeeID: carrierID,
	}
}

func linkIDs(q Quote) []int64 {
	var ids []int64
	for _, g := range q.Groups {
		for _, l := range g.Lines {
			ids = append(ids, l.Sku.BenefitLinkID)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// newPayment covers all orders of a checkout; its parts sum to it.
func newPayment(tx *db.Tx, ch Channel, c Checkout) Payment {
	paymentID := tx.NewID()
	p := Payment{
		ID: paymentID, OutNo: id.Number(PaymentPrefix, paymentID), CheckoutID: c.ID, UserID: c.UserID,
		Channel: ch.Name, MerchantNo: ch.MerchantNo, State: PaymentCreated,
		CreatedUS: c.CreatedUS, ExpiresUS: c.ExpiresUS,
	}
	for _, o := range c.Orders { // in the order of their ids
		p.Amount += o.Total
		p.Parts = append(p.Parts, Part{OrderID: o.ID, Book: o.Book, MerchantID: o.MerchantID, Amount: o.Total})
	}
	return p
}
