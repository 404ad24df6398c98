package bench

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/doctor"
	"github.com/yigou/yigou/internal/id"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/sandboxpay"
	"github.com/yigou/yigou/internal/trade"
)

const (
	orderUniform = "order.uniform"
	orderHot     = "order.hot"
	orderSQLite  = "order.sqlite"

	shoppers = 64
	// sessions of one shopper, used in turn: a person may not order ten times a
	// second.
	sessions = 8
)

// measureMySQL measures complete checkouts on a durable MariaDB or MySQL: over
// all SKUs beside the bare transaction, and on one SKU beside that.
func measureMySQL(ctx context.Context, b *bench) (err error) {
	if b.MySQL == "" {
		return nil
	}
	dsn, drop, err := b.createSchema(ctx, "shop")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, drop()) }()
	bare, closeBare, err := b.openBareMySQL(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeBare()) }()
	d, err := b.openDistrict(ctx, "mysql", dsn, 10)
	if err != nil {
		return err
	}
	defer d.close()
	return b.withShop(ctx, d, func(s *shop) error {
		uniform, best, err := b.beside(ctx, orderUniform, s.rate(d.skus), bare)
		if err != nil {
			return err
		}
		b.add(orderUniform, uniform, "1/s", best, atLeast(0.50))
		if !b.wants(orderHot) {
			return nil
		}
		hot, spread, err := b.beside(ctx, orderHot, s.rate(d.skus[:1]), s.rate(d.skus))
		if err != nil {
			return err
		}
		b.add(orderHot, hot, "1/s", spread, atLeast(0.90))
		return nil
	})
}

// measureSQLite measures the same on the embedded database, where orders share
// commits, beside one commit per order.
func measureSQLite(ctx context.Context, b *bench) (err error) {
	bare, closeBare, err := b.openBareSQLite(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeBare()) }()
	d, err := b.openDistrict(ctx, "sqlite", "", 10)
	if err != nil {
		return err
	}
	defer d.close()
	return b.withShop(ctx, d, func(s *shop) error {
		value, best, err := b.beside(ctx, orderSQLite, s.rate(d.skus), bare)
		if err != nil {
			return err
		}
		b.add(orderSQLite, value, "1/s", best, atLeast(2))
		return nil
	})
}

// shop is a server with the buyers who crowd it.
type shop struct {
	*district
	addr   string
	number atomic.Int64 // of idempotency keys
	sold   map[int64]*atomic.Int64
}

// withShop opens a shop, lets do measure, and then counts everything.
func (b *bench) withShop(ctx context.Context, d *district, do func(*shop) error) error {
	serve, err := b.startServe(ctx, d)
	if err != nil {
		return err
	}
	s := &shop{district: d, addr: serve.addr, sold: map[int64]*atomic.Int64{}}
	for _, k := range d.skus {
		s.sold[k.id] = new(atomic.Int64)
	}
	err = do(s)
	if err = errors.Join(err, serve.stop()); err != nil {
		return err
	}
	return s.verify(ctx, b)
}

// rate lets all shoppers check out until the time is over, each picking among
// the SKUs, and then waits until every journal is posted: that time counts too.
func (s *shop) rate(skus []sku) rate {
	return func(ctx context.Context, d time.Duration) (float64, error) {
		conns, err := dialAll(ctx, s.addr, shoppers)
		if err != nil {
			return 0, err
		}
		defer closeAll(conns)
		var done atomic.Int64
		hands := make([]func() error, shoppers)
		for i, c := range conns {
			h := &shopper{shop: s, conn: c, buyers: s.buyers[i*sessions : (i+1)*sessions], skus: skus, next: i}
			hands[i] = func() error { defer done.Add(1); return h.checkOut() }
		}
		began := time.Now()
		if _, err := load(ctx, d, hands); err != nil {
			return 0, err
		}
		if err := s.drained(ctx); err != nil {
			return 0, err
		}
		return perSecond(done.Load(), time.Since(began)), nil
	}
}

// drained waits until no journal is owed.
func (s *shop) drained(ctx context.Context) error {
	for {
		var left ledger.Backlog
		err := s.app.DB.View(ctx, func(tx *db.Tx) (err error) {
			left, err = ledger.BacklogOf(tx)
			return err
		})
		if err != nil || left.Pending+left.Parked == 0 {
			return err
		}
		if err := pause(ctx, 5*time.Millisecond); err != nil {
			return err
		}
	}
}

// shopper is one person at a time who asks for the price, orders and pays.
type shopper struct {
	*shop
	conn   *conn
	buyers []buyer
	skus   []sku
	next   int
}

// checkOut is one complete checkout of one package.
func (p *shopper) checkOut() error {
	who := p.buyers[p.next%len(p.buyers)]
	what := p.skus[p.next*7919%len(p.skus)] // a prime spreads neighbours
	p.next += shoppers + 1
	items := fmt.Sprintf(`"items":[{"sku_id":"%d","quantity":1}]`, what.id)
	var quote struct {
		TotalFen int64 `json:"total_fen"`
	}
	ask := fmt.Appendf(nil, `{%s,"county_code":%q}`, items, county)
	if err := p.call("/api/v1/shop/quote", ask, &quote, who.cookie); err != nil {
		return fmt.Errorf("quote: %w", err)
	}
	var placed struct {
		Payments []struct {
			ID        string `json:"id"`
			AmountFen int64  `json:"amount_fen"`
		} `json:"payments"`
	}
	order := fmt.Appendf(nil, `{%s,"address_id":"%d","expected_total_fen":%d}`, items, who.address, quote.TotalFen)
	key := fmt.Sprintf("Idempotency-Key: bench-%08d", p.number.Add(1))
	if err := p.call("/api/v1/me/checkouts", order, &placed, who.cookie, key); err != nil {
		return fmt.Errorf("checkout: %w", err)
	}
	for _, pay := range placed.Payments {
		if err := p.pay(pay.ID, money.Fen(pay.AmountFen)); err != nil {
			return fmt.Errorf("notify: %w", err)
		}
	}
	p.sold[what.id].Add(1)
	return nil
}

// call posts JSON and reads the answer's JSON.
func (p *shopper) call(path string, body []byte, out any, headers ...string) error {
	status, answer, err := p.conn.do(request("POST", path, body, headers...))
	if err != nil {
		return err
	}
	if status != http.StatusOK && status != http.StatusCreated {
		return fmt.Errorf("%d %s", status, answer)
	}
	return json.Unmarshal(answer, out)
}

// pay sends the channel's signed word that the money has come.
func (p *shopper) pay(payment string, amount money.Fen) error {
	paymentID, err := strconv.ParseInt(payment, 10, 64)
	if err != nil {
		return err
	}
	outNo := id.Number(trade.PaymentPrefix, paymentID)
	header, body, err := p.app.Sandbox.Sign(trade.Evidence{
		Channel: sandboxpay.Name, MerchantNo: sandboxpay.MerchantNo, OutNo: outNo, ProviderTxn: "SBX" + outNo,
		Amount: amount, Currency: "CNY", PaidUS: clock.US(time.Now()),
	})
	if err != nil {
		return err
	}
	var lines []string
	for name, values := range header {
		if name != "Content-Type" {
			lines = append(lines, name+": "+strings.Join(values, ","))
		}
	}
	return wantOK(p.conn.do(request("POST", "/api/v1/notify/"+sandboxpay.Name, body, lines...)))
}

// verify counts the stock and asks the doctor.
func (s *shop) verify(ctx context.Context, b *bench) error {
	if err := s.countStock(ctx); err != nil {
		return err
	}
	lines, err := doctor.Check(ctx, s.app.DB, s.app.Ledger.Keys())
	if err != nil {
		return err
	}
	for _, l := range lines {
		if !l.OK {
			err = errors.Join(err, fmt.Errorf("the doctor says %v", l))
		}
	}
	if err == nil {
		b.say("  stock exact, doctor clean")
	}
	return err
}
