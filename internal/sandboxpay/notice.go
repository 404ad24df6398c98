package sandboxpay

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/outbox"
	"github.com/yigou/yigou/internal/trade"
)

// NoticeJob is the job that tells the shop of a payment until it is heard.
const NoticeJob = "sandbox.notice"

const (
	callTimeout  = 10 * time.Second
	maxSkew      = 5 * time.Minute // domain.md C25
	timeHeader   = "Sandbox-Timestamp"
	sigHeader    = "Sandbox-Signature"
	contentType  = "application/json"
	currencyCode = "CNY"
)

// notice is the body of a notification.
type notice struct {
	MerchantNo  string `json:"merchant_no"`
	OutNo       string `json:"out_no"`
	ProviderTxn string `json:"provider_txn"`
	AmountFen   int64  `json:"amount_fen"`
	Currency    string `json:"currency"`
	PaidUS      int64  `json:"paid_us,string"`
}

type noticeRef struct {
	ChargeID int64 `json:"charge_id,string"`
}

func (ch charge) evidence() trade.Evidence {
	return trade.Evidence{
		Channel: Name, MerchantNo: MerchantNo, OutNo: ch.OutNo, ProviderTxn: ch.Txn,
		Amount: ch.Amount, Currency: currencyCode, PaidUS: ch.PaidUS,
	}
}

// Sign makes the signed notification of some evidence: what the channel sends,
// and what tests and benchmarks send in its place.
func (c *Channel) Sign(ev trade.Evidence) (http.Header, []byte, error) {
	return c.SignAt(c.db.Clock().Now(), ev)
}

// SignAt is Sign at a time of the caller's choice.
func (c *Channel) SignAt(now time.Time, ev trade.Evidence) (http.Header, []byte, error) {
	body, err := json.Marshal(notice{
		MerchantNo: ev.MerchantNo, OutNo: ev.OutNo, ProviderTxn: ev.ProviderTxn,
		AmountFen: int64(ev.Amount), Currency: ev.Currency, PaidUS: ev.PaidUS,
	})
	if err != nil {
		return nil, nil, fmt.Errorf("sandboxpay: notice: %w", err)
	}
	at := strconv.FormatInt(now.Unix(), 10)
	h := http.Header{}
	h.Set("Content-Type", contentType)
	h.Set(timeHeader, at)
	h.Set(sigHeader, base64.StdEncoding.EncodeToString(ed25519.Sign(c.key, signed(at, body))))
	return h, body, nil
}

func signed(at string, body []byte) []byte { return append([]byte(at+"\n"), body...) }

// Verify checks a notification and reads it.
func (c *Channel) Verify(header http.Header, raw []byte) (trade.Evidence, error) {
	at := header.Get(timeHeader)
	sig, err := base64.StdEncoding.DecodeString(header.Get(sigHeader))
	if err != nil {
		return trade.Evidence{}, fmt.Errorf("sandboxpay: signature: %w", err)
	}
	public, _ := c.key.Public().(ed25519.PublicKey)
	if !ed25519.Verify(public, signed(at, raw), sig) {
		return trade.Evidence{}, errors.New("sandboxpay: the signature does not fit")
	}
	sec, err := strconv.ParseInt(at, 10, 64)
	if err != nil {
		return trade.Evidence{}, fmt.Errorf("sandboxpay: timestamp: %w", err)
	}
	if skew := c.db.Clock().Now().Sub(time.Unix(sec, 0)); skew.Abs() > maxSkew {
		return trade.Evidence{}, fmt.Errorf("sandboxpay: the notification is %s off", skew)
	}
	var n notice
	if err := json.Unmarshal(raw, &n); err != nil {
		return trade.Evidence{}, fmt.Errorf("sandboxpay: notice: %w", err)
	}
	return trade.Evidence{
		Channel: Name, MerchantNo: n.MerchantNo, OutNo: n.OutNo, ProviderTxn: n.ProviderTxn,
		Amount: money.Fen(n.AmountFen), Currency: n.Currency, PaidUS: n.PaidUS,
	}, nil
}

// Pay is the press on the cashier's button: the charge is paid and the shop will
// be told. A charge that is closed or over its time cannot be paid.
func (c *Channel) Pay(ctx context.Context, chargeID int64) error {
	return c.db.Update(ctx, func(tx *db.Tx) error {
		ch, err := chargeByID(tx, chargeID)
		if err != nil || ch.State == statePaid {
			return err
		}
		if ch.State == stateClosed || ch.ExpiresUS <= tx.NowUS() {
			return errClosed
		}
		moved, err := setState(tx, chargeID, statePaid, "SBX"+strconv.FormatInt(tx.NewID(), 10), tx.NowUS())
		if err != nil || !moved {
			return errors.Join(err, errClosed)
		}
		return outbox.Add(tx, outbox.Job{Kind: NoticeJob, Body: noticeRef{chargeID}})
	})
}

// SendNotice posts the notification; an answer other than 200 is an error and
// the job tries again.
func (c *Channel) SendNotice(ctx context.Context, t outbox.Task) error {
	var ref noticeRef
	if err := t.Decode(&ref); err != nil {
		return err
	}
	var ch charge
	err := c.db.View(ctx, func(tx *db.Tx) (err error) {
		ch, err = chargeByID(tx, ref.ChargeID)
		return err
	})
	if err != nil {
		return err
	}
	header, body, err := c.Sign(ch.evidence())
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.notify, bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("sandboxpay: notice: %w", err)
	}
	req.Header = header
	res, err := c.client.Do(req)
	if err != nil {
		return fmt.Errorf("sandboxpay: notice: %w", err)
	}
	defer func() { _ = res.Body.Close() }()
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("sandboxpay: the shop answered %d at %s", res.StatusCode, clock.Time(ch.PaidUS).Format(time.RFC3339))
	}
	return nil
}
