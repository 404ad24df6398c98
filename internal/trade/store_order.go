package trade

import (
	"encoding/json"
	"fmt"

	"gorm.io/gorm"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/money"
)

type orderRow struct {
	ID          int64
	No          string
	CheckoutID  int64
	Kind        string
	UserID      int64
	MerchantID  int64
	StationID   int64
	Book        int32
	Region      string
	State       string
	PayTerm     string
	GoodsFen    int64
	FreightFen  int64
	TotalFen    int64
	County      string
	BuyerNote   string
	PackSeq     int64
	PromisedDay int
	CreatedUS   int64
	PaidUS      int64
	PackedUS    int64
	ShippedUS   int64
	DeliveredUS int64
	SignedUS    int64
	EndedUS     int64
	EndReason   string
	AutoSignUS  int64
}

const orderColumns = `id, no, checkout_id, kind, user_id, merchant_id, station_id, book, region, state, pay_term,
	goods_fen, freight_fen, total_fen, county, buyer_note, pack_seq, promised_day,
	created_us, paid_us, packed_us, shipped_us, delivered_us, signed_us, ended_us, end_reason, auto_sign_us`

func (r orderRow) order() Order {
	return Order{
		ID: r.ID, No: r.No, CheckoutID: r.CheckoutID, Kind: Kind(r.Kind), UserID: r.UserID, MerchantID: r.MerchantID,
		StationID: r.StationID, Book: r.Book, Region: r.Region, State: State(r.State), PayTerm: r.PayTerm,
		Goods: money.Fen(r.GoodsFen), Freight: money.Fen(r.FreightFen), Total: money.Fen(r.TotalFen),
		Receiver: Receiver{County: r.County}, BuyerNote: r.BuyerNote, PackSeq: r.PackSeq, Promised: clock.Day(r.PromisedDay),
		CreatedUS: r.CreatedUS, PaidUS: r.PaidUS, PackedUS: r.PackedUS, ShippedUS: r.ShippedUS, DeliveredUS: r.DeliveredUS,
		SignedUS: r.SignedUS, EndedUS: r.EndedUS, EndReason: r.EndReason, AutoSignUS: r.AutoSignUS,
	}
}

type lineRow struct {
	ID                int64
	OrderID           int64
	Ord               int
	Kind              string
	SkuID             int64
	ProductID         int64
	ProduceID         int64
	ProductName       string
	SkuName           string
	MediaID           int64
	Unit              string
	Qty               int64
	UnitQty           int64
	Grams             int64
	UnitPriceFen      int64
	GrossFen          int64
	BenefitVersionID  int64
	ReturnPolicy      string
	AfterSaleDays     int
	TaxMark           string
	FreightTemplateID int64
	FreightVersion    int
	PayeeID           int64
	SettleDay         int
	RefundedFen       int64
	Cut               int64
}

const lineColumns = `id, order_id, ord, kind, sku_id, product_id, produce_id, product_name, sku_name, media_id, unit,
	qty, unit_qty, grams, unit_price_fen, gross_fen, benefit_version_id, return_policy, after_sale_days, tax_mark,
	freight_template_id, freight_version, payee_id, settle_day, refunded_fen, cut`

func (r lineRow) line() Line {
	return Line{
		ID: r.ID, OrderID: r.OrderID, Ord: r.Ord, Kind: LineKind(r.Kind), SkuID: r.SkuID, ProductID: r.ProductID,
		ProduceID: r.ProduceID, ProductName: r.ProductName, SkuName: r.SkuName, MediaID: r.MediaID, Unit: r.Unit,
		Qty: r.Qty, UnitQty: r.UnitQty, Grams: r.Grams, UnitPrice: money.Fen(r.UnitPriceFen), Gross: money.Fen(r.GrossFen),
		BenefitVersionID: r.BenefitVersionID, ReturnPolicy: r.ReturnPolicy, AfterSaleDays: r.AfterSaleDays, TaxMark: r.TaxMark,
		FreightTemplateID: r.FreightTemplateID, FreightVersion: r.FreightVersion, PayeeID: r.PayeeID, Settle: clock.Day(r.SettleDay),
		Refunded: money.Fen(r.RefundedFen), Cut: r.Cut,
	}
}

// receiverAAD binds a sealed receiver to its column.
const receiverAAD = "orders.receiver"

func (d *Desk) sealReceiver(r Receiver) ([]byte, error) {
	text, err := json.Marshal(r)
	if err != nil {
		return nil, fmt.Errorf("trade: receiver: %w", err)
	}
	return d.vault.Seal(string(text), receiverAAD)
}

// OpenReceiver reads where an order goes: for the buyer, and for the station
// that ships it.
func (d *Desk) OpenReceiver(tx *db.Tx, o *Order) error {
	var row struct{ Receiver []byte }
	if err := tx.SQL().Raw(`SELECT receiver FROM orders WHERE id = ?`, o.ID).Take(&row).Error; err != nil {
		return err
	}
	text, err := d.vault.Open(row.Receiver, receiverAAD)
	if err != nil {
		return err
	}
	return json.Unmarshal([]byte(text), &o.Receiver)
}

// queueCheckout writes the checkout with its orders, all their lines, and its
// payments, when the transaction commits.
func (d *Desk) queueCheckout(tx *db.Tx, c Checkout) error {
	tx.Queue(`checkout (id, user_id, total_fen, created_us, expires_us)`, c.ID, c.UserID, int64(c.Total), c.CreatedUS, c.ExpiresUS)
	for _, o := range c.Orders {
		sealed, err := d.sealReceiver(o.Receiver)
		if err != nil {
			return err
		}
		tx.Queue(`orders (id, no, checkout_id, kind, user_id, merchant_id, station_id, book, region, state,
			pay_term, goods_fen, freight_fen, total_fen, receiver, county, buyer_note, promised_day, created_us,
			pack_seq, paid_us, packed_us, shipped_us, delivered_us, signed_us, ended_us, end_reason, auto_sign_us)`,
			o.ID, o.No, o.CheckoutID, string(o.Kind), o.UserID, o.MerchantID, o.StationID, o.Book, o.Region, string(o.State),
			o.PayTerm, int64(o.Goods), int64(o.Freight), int64(o.Total), sealed, o.Receiver.County, o.BuyerNote, int(o.Promised), o.CreatedUS,
			0, 0, 0, 0, 0, 0, 0, "", 0)
		for _, l := range o.Lines {
			tx.Queue(`order_line (id, order_id, ord, kind, sku_id, product_id, produce_id, product_name, sku_name,
				media_id, unit, qty, unit_qty, grams, unit_price_fen, gross_fen, benefit_version_id, return_policy, after_sale_days,
				tax_mark, freight_template_id, freight_version, payee_id, settle_day)`,
				l.ID, l.OrderID, l.Ord, string(l.Kind), l.SkuID, l.ProductID, l.ProduceID, l.ProductName, l.SkuName,
				l.MediaID, l.Unit, l.Qty, l.UnitQty, l.Grams, int64(l.UnitPrice), int64(l.Gross), l.BenefitVersionID, l.ReturnPolicy, l.AfterSaleDays,
				l.TaxMark, l.FreightTemplateID, l.FreightVersion, l.PayeeID, 0)
		}
	}
	for _, p := range c.Payments {
		queuePayment(tx, p)
	}
	return nil
}

// OrderByID reads an order with its lines, without its receiver; ErrNotFound.
func OrderByID(tx *db.Tx, orderID int64) (Order, error) {
	os, err := ordersWhere(tx, "id = ?", orderID)
	if err != nil {
		return Order{}, err
	}
	if len(os) == 0 {
		return Order{}, ErrNotFound
	}
	return os[0], nil
}

// OrdersByID reads orders as OrderByID does; unknown ones are absent.
func OrdersByID(tx *db.Tx, orderIDs []int64) ([]Order, error) {
	return ordersWhere(tx, "id IN ?", orderIDs)
}

func selectCheckout(tx *db.Tx, userID, checkoutID int64) (Checkout, error) {
	var r struct {
		ID        int64
		UserID    int64
		TotalFen  int64
		CreatedUS int64
		ExpiresUS int64
	}
	err := tx.SQL().Raw(`SELECT id, user_id, total_fen, created_us, expires_us FROM checkout WHERE id = ? AND user_id = ?`,
		checkoutID, userID).Take(&r).Error
	if db.NotFound(err) {
		return Checkout{}, ErrNotFound
	}
	return Checkout{ID: r.ID, UserID: r.UserID, Total: money.Fen(r.TotalFen), CreatedUS: r.CreatedUS, ExpiresUS: r.ExpiresUS}, err
}

// OrdersOfCheckout reads the orders that one checkout made.
func OrdersOfCheckout(tx *db.Tx, checkoutID int64) ([]Order, error) {
	return ordersWhere(tx, "checkout_id = ?", checkoutID)
}

func ordersWhere(tx *db.Tx, where string, args ...any) ([]Order, error) {
	rs, err := selectOrders(tx, where, args...)
	if err != nil {
		return nil, err
	}
	return withLines(tx, rs)
}

func selectOrders(tx *db.Tx, where string, args ...any) (rs []orderRow, err error) {
	err = tx.SQL().Raw("SELECT "+orderColumns+" FROM orders WHERE "+where+" ORDER BY id", args...).Scan(&rs).Error
	return rs, err
}

func withLines(tx *db.Tx, rs []orderRow) ([]Order, error) {
	if len(rs) == 0 {
		return nil, nil
	}
	ids, at := make([]int64, len(rs)), make(map[int64]int, len(rs))
	os := make([]Order, len(rs))
	for i, r := range rs {
		ids[i], at[r.ID], os[i] = r.ID, i, r.order()
	}
	var ls []lineRow
	err := tx.SQL().Raw("SELECT "+lineColumns+" FROM order_line WHERE order_id IN ? ORDER BY order_id, ord", ids).Scan(&ls).Error
	for _, r := range ls {
		o := &os[at[r.OrderID]]
		o.Lines = append(o.Lines, r.line())
	}
	return os, err
}

// Query bounds a list of orders; zero values do not filter.
type Query struct {
	ID         int64 // one order
	UserID     int64
	StationID  int64
	MerchantID int64
	Region     string // prefix
	States     []State
	Late       clock.Day // paid or packed orders promised for an earlier day
	Before     int64     // orders with a smaller id
	Limit      int
}

// List returns orders with their lines, newest first.
func List(tx *db.Tx, q Query) ([]Order, error) {
	sql := tx.SQL().Table("orders").Select(orderColumns).Order("id DESC").Limit(q.Limit)
	if q.ID != 0 {
		sql = sql.Where("id = ?", q.ID)
	}
	if q.UserID != 0 {
		sql = sql.Where("user_id = ?", q.UserID)
	}
	if q.StationID != 0 {
		sql = sql.Where("station_id = ?", q.StationID)
	}
	if q.MerchantID != 0 {
		sql = sql.Where("merchant_id = ?", q.MerchantID)
	}
	if q.Region != "" {
		sql = sql.Where("region LIKE ?", q.Region+"%")
	}
	if len(q.States) > 0 {
		sql = sql.Where("state IN ?", words(q.States))
	}
	if q.Late != 0 {
		sql = sql.Where("state IN ('paid', 'packed') AND promised_day < ?", int(q.Late))
	}
	if q.Before != 0 {
		sql = sql.Where("id < ?", q.Before)
	}
	var rs []orderRow
	if err := sql.Find(&rs).Error; err != nil {
		return nil, err
	}
	return withLines(tx, rs)
}

func words(states []State) []string {
	out := make([]string, len(states))
	for i, s := range states {
		out[i] = string(s)
	}
	return out
}

// CountByState counts a station's orders by state.
func CountByState(tx *db.Tx, stationID int64) (map[State]int64, error) {
	var rs []struct {
		State string
		N     int64
	}
	err := tx.SQL().Raw(`SELECT state, COUNT(*) AS n FROM orders WHERE station_id = ? GROUP BY state`, stationID).Scan(&rs).Error
	out := map[State]int64{}
	for _, r := range rs {
		out[State(r.State)] = r.N
	}
	return out, err
}

func stationOf(tx *db.Tx, orderID int64) (int64, error) {
	var row struct{ StationID int64 }
	err := tx.SQL().Raw(`SELECT station_id FROM orders WHERE id = ?`, orderID).Take(&row).Error
	if db.NotFound(err) {
		return 0, ErrNotFound
	}
	return row.StationID, err
}

// stamps names the column that keeps when a state was reached.
var stamps = map[State]string{
	Paid: "paid_us", Packed: "packed_us", Shipped: "shipped_us", Delivered: "delivered_us", Signed: "signed_us",
	Closed: "ended_us", Cancelled: "ended_us",
}

func setState(tx *db.Tx, orderID int64, from, to State) error {
	set := "state = ?, " + stamps[to] + " = ?"
	if to == Packed {
		set += ", pack_seq = pack_seq + 1"
	}
	if from == Packed && to == Paid { // unpacked: it keeps the day it was paid
		return one(tx.SQL().Exec(`UPDATE orders SET state = ?, packed_us = 0 WHERE id = ? AND state = ?`, string(to), orderID, string(from)))
	}
	return one(tx.SQL().Exec("UPDATE orders SET "+set+" WHERE id = ? AND state = ?", string(to), tx.NowUS(), orderID, string(from)))
}

func setEndReason(tx *db.Tx, orderID int64, reason string) error {
	return one(tx.SQL().Exec(`UPDATE orders SET end_reason = ? WHERE id = ?`, reason, orderID))
}

func setAutoSign(tx *db.Tx, orderID, us int64) error {
	return one(tx.SQL().Exec(`UPDATE orders SET auto_sign_us = ? WHERE id = ?`, us, orderID))
}

func setSettleDays(tx *db.Tx, lines []Line) error {
	for _, l := range lines {
		if err := one(tx.SQL().Exec(`UPDATE order_line SET settle_day = ? WHERE id = ?`, int(l.Settle), l.ID)); err != nil {
			return err
		}
	}
	return nil
}

func dueToSign(tx *db.Tx, nowUS int64, limit int) (ids []int64, err error) {
	err = tx.SQL().Raw(`SELECT id FROM orders WHERE state IN ('shipped', 'delivered') AND auto_sign_us <= ?
		ORDER BY auto_sign_us, id LIMIT ?`, nowUS, limit).Scan(&ids).Error
	return ids, err
}

// one turns an UPDATE that should have met exactly one row into ErrState.
func one(res *gorm.DB) error {
	if res.Error != nil {
		return res.Error
	}
	if res.RowsAffected != 1 {
		return ErrState
	}
	return nil
}
