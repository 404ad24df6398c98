package identity

import (
	"context"
	"strconv"
	"time"

	"github.com/maypok86/otter/v2"

	"github.com/yigou/yigou/internal/cache"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/sms"
	"github.com/yigou/yigou/internal/vault"
)

// Limiter counts events (cache.Cache).
type Limiter interface {
	Limit(ctx context.Context, key string, r cache.Rate) (ok bool, wait time.Duration)
}

// Options are Gate's settings. The zero value is what production runs with,
// save for Bound.
type Options struct {
	ConsumerTTL time.Duration // how long an idle session of a consumer or household lives; 0 = 30 days
	StaffTTL    time.Duration // the same for granted roles; 0 = 12 hours
	CacheTTL    time.Duration // how long a session ended elsewhere may still pass; 0 = 5 s

	// Bound reports whether a user is bound to a household. nil = nobody is.
	Bound func(tx *db.Tx, userID int64) (bool, error)
}

// Gate signs people in and says who is asking. It is safe for concurrent use.
type Gate struct {
	db     *db.DB
	vault  *vault.Vault
	limits Limiter
	sms    sms.Sender
	opt    Options

	sessions *otter.Cache[tokenHash, cached]
	hashing  chan struct{} // holds a place for each password being computed
}

const (
	cachedSessions = 50_000
	hashersAtOnce  = 2 // 19 MiB each
)

// New returns a gate. Close it when done.
func New(d *db.DB, v *vault.Vault, l Limiter, s sms.Sender, o Options) *Gate {
	if o.ConsumerTTL == 0 {
		o.ConsumerTTL = 30 * 24 * time.Hour
	}
	if o.StaffTTL == 0 {
		o.StaffTTL = 12 * time.Hour
	}
	if o.CacheTTL == 0 {
		o.CacheTTL = 5 * time.Second
	}
	return &Gate{
		db: d, vault: v, limits: l, sms: s, opt: o,
		sessions: otter.Must(&otter.Options[tokenHash, cached]{MaximumSize: cachedSessions}),
		hashing:  make(chan struct{}, hashersAtOnce),
	}
}

// Close stops the session cache.
func (g *Gate) Close() { g.sessions.StopAllGoroutines() }

func (g *Gate) nowUS() int64 { return clock.US(g.db.Clock().Now()) }

func itoa(n int64) string { return strconv.FormatInt(n, 10) }
