package trade

import (
	"context"
	"net/http"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/money"
)

// Evidence is a channel's word that money was received, signed or answered by
// the channel itself (decisions 15).
type Evidence struct {
	Channel     string
	MerchantNo  string
	OutNo       string // ours: payment.out_no
	ProviderTxn string // theirs, unique in the channel
	Amount      money.Fen
	Currency    string
	PaidUS      int64
}

// Charge asks a channel to take money.
type Charge struct {
	OutNo     string
	Amount    money.Fen
	Subject   string
	ReturnURL string
	ExpiresUS int64
}

// Payer takes money. Create with a known OutNo returns the same charge again;
// Query answers paid=false while nothing was received; Close makes a later
// payment impossible, or fails with ErrAlreadyPaid.
type Payer interface {
	Create(ctx context.Context, c Charge) (cashierURL string, err error)
	Query(ctx context.Context, outNo string) (ev Evidence, paid bool, err error)
	Close(ctx context.Context, outNo string) error
}

// RefundOrder asks a channel to give money back.
type RefundOrder struct {
	RefundNo string // ours, the same on every retry
	OutNo    string // of the payment
	Amount   money.Fen
}

// Refunder gives money back. Both calls answer whether it has arrived.
type Refunder interface {
	Refund(ctx context.Context, r RefundOrder) (done bool, err error)
	QueryRefund(ctx context.Context, refundNo string) (done bool, err error)
}

// Notifier checks a notification's signature and reads it.
type Notifier interface {
	Verify(header http.Header, raw []byte) (Evidence, error)
}

// Channel is one configured way to pay.
type Channel struct {
	Name       string
	MerchantNo string
	Payer      Payer
	Refunder   Refunder
	Notifier   Notifier
}

// channelIDs number the channels as owners of 1010 accounts; never renumbered.
var channelIDs = map[string]int64{"sandbox": 1, "wechat": 2, "alipay": 3, "bank": 4}

// ChannelName is the channel that owns 1010 accounts under a number; "" when
// there is none.
func ChannelName(owner int64) string {
	for name, id := range channelIDs {
		if id == owner {
			return name
		}
	}
	return ""
}

// OpenChannelAccounts opens 1010 of every channel in a merchant's book, when the
// merchant is activated.
func OpenChannelAccounts(tx *db.Tx, book int32) error {
	for _, owner := range channelIDs {
		if _, err := ledger.OpenAccount(tx, book, ledger.Clearing, ledger.OwnerChannel, owner, 0); err != nil {
			return err
		}
	}
	return nil
}

func clearing(tx *db.Tx, book int32, channel string) (ledger.AccountID, error) {
	return ledger.Account(tx, book, ledger.Clearing, ledger.OwnerChannel, channelIDs[channel], 0)
}
