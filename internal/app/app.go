package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"slices"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/yigou/yigou/internal/blob"
	"github.com/yigou/yigou/internal/cache"
	"github.com/yigou/yigou/internal/catalog"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/config"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/distribution"
	"github.com/yigou/yigou/internal/doctor"
	"github.com/yigou/yigou/internal/household"
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
	"github.com/yigou/yigou/internal/trade"
	"github.com/yigou/yigou/internal/vault"
)

// App is everything one process holds.
type App struct {
	Config    config.Config
	Log       *slog.Logger
	Metrics   *prometheus.Registry
	DB        *db.DB
	Cache     *cache.Cache
	Vault     *vault.Vault
	SMS       *sms.Fake
	Gate      *identity.Gate
	Register  *household.Register
	Gallery   *catalog.Gallery
	Papers    *distribution.Archive
	Addresses *logistics.AddressBook
	Sandbox   *sandboxpay.Channel // nil when the channel is off
	Desk      *trade.Desk
	Ledger    *ledger.Writer
	Chain     *ledger.Log
	Watch     *doctor.Watch
	Teller    *payout.Teller
	Jobs      *jobs.Runner

	closers []func() error
}

// Options beside the configuration; the zero value is production's.
type Options struct {
	Clock   clock.Clock // nil: the machine's
	Node    int         // of identifiers, when no node is leased
	NoLease bool        // tests and the seed mint deterministic identifiers
	Scratch bool        // see db.Options
	BaseURL string      // the shop's own address for the sandbox; "" = from http.addr
}

// New opens and wires everything; nothing runs yet. The schema must be there:
// see Migrate.
func New(ctx context.Context, c config.Config, log *slog.Logger, o Options) (_ *App, err error) {
	a := &App{Config: c, Log: log, Metrics: prometheus.NewRegistry()}
	defer func() {
		if err != nil {
			err = errors.Join(err, a.Close())
		}
	}()
	if err := a.openStores(ctx, o); err != nil {
		return nil, err
	}
	a.wire(o)
	if err := a.openLog(ctx); err != nil {
		return nil, err
	}
	a.Watch = doctor.NewWatch(a.DB, a.name(), log, a.known)
	runner, err := jobs.NewRunner(a.DB, a.name(), a.handlers(), a.Cache.Listen(ctx, jobs.Topic), log)
	a.Jobs = runner
	return a, err
}

func (a *App) openStores(ctx context.Context, o Options) (err error) {
	c := a.Config
	if a.Vault, err = openVault(c); err != nil {
		return err
	}
	if o.Clock == nil && c.Demo.DaysAhead > 0 {
		o.Clock = clock.Ahead(time.Duration(c.Demo.DaysAhead) * 24 * time.Hour)
	}
	a.DB, err = db.Open(ctx, db.Options{
		DSN: c.DB.DSN, DataDir: c.DataDir, MaxConns: c.DB.MaxConns, Clock: o.Clock, Node: o.Node,
		Scratch: o.Scratch, Log: a.Log,
	})
	if err != nil {
		return err
	}
	a.onClose(a.DB.Close)
	if err := a.DB.Migrate(ctx); err != nil {
		return err
	}
	if err := a.DB.Update(ctx, loadReference); err != nil {
		return fmt.Errorf("app: reference data: %w", err)
	}
	if !o.NoLease {
		if err := a.DB.LeaseNode(ctx, a.name()); err != nil {
			return err
		}
	}
	disk, err := blob.OpenDisk(c.BlobDir())
	if err != nil {
		return err
	}
	a.onClose(disk.Close)
	a.Gallery = catalog.NewGallery(a.DB, disk)
	a.Papers = distribution.NewArchive(a.DB, disk)
	a.Cache = cache.Open(cache.Options{ //nolint:contextcheck // the cache lives until Close, not as long as ctx
		Addr: c.Redis.Addr, Password: c.Redis.Password, DB: c.Redis.DB, Log: a.Log,
	})
	a.onClose(a.Cache.Close)
	return nil
}

// loadReference brings the tables that the program itself is the source of up to
// date: places, dictionary words, categories, carriers.
func loadReference(tx *db.Tx) error {
	for _, load := range []func(*db.Tx) error{place.Load, household.LoadWords, catalog.Seed, logistics.Seed} {
		if err := load(tx); err != nil {
			return err
		}
	}
	return nil
}

func openVault(c config.Config) (*vault.Vault, error) {
	if len(c.Secrets.Keys) == 0 {
		return vault.Dev(), nil
	}
	keys := make([]vault.Key, len(c.Secrets.Keys))
	for i, k := range c.Secrets.Keys {
		keys[i] = vault.Key{ID: k.ID, Secret: k.Secret}
	}
	return vault.New(keys...)
}

func (a *App) wire(o Options) {
	c := a.Config
	a.SMS = &sms.Fake{}
	a.Register = household.New(a.Vault)
	a.Gate = identity.New(a.DB, a.Vault, a.Cache, a.sender(), identity.Options{Bound: household.IsBound})
	a.onClose(func() error { a.Gate.Close(); return nil })
	a.Addresses = logistics.NewAddressBook(a.Vault)
	var channels []trade.Channel
	for _, name := range c.Payment.Channels {
		if name == config.Sandbox {
			base := o.BaseURL
			if base == "" {
				base = "http://" + c.HTTP.Addr
			}
			a.Sandbox = sandboxpay.New(a.DB, a.Vault, base)
			channels = append(channels, a.Sandbox.Trade())
		}
	}
	rules := trade.Rules{
		Unpaid:   time.Duration(c.Order.UnpaidMinutes) * time.Minute,
		AutoSign: time.Duration(c.Order.AutoSignDays) * 24 * time.Hour,
		Claim:    money.Fen(c.Order.ClaimFen),
	}
	a.Desk = trade.NewDesk(a.DB, a.Vault, a.Addresses, rules, channels...)
	a.Teller = payout.NewTeller(a.Register, a.Vault, payoutRules(c.Payout))
	a.Ledger = ledger.NewWriter(ledger.Options{DB: a.DB, Vault: a.Vault, Log: a.Log, Name: a.name()})
}

func (a *App) handlers() jobs.Handlers {
	return jobs.Handlers{
		DB: a.DB, Desk: a.Desk, Log: a.Chain, Teller: a.Teller, Sandbox: a.Sandbox,
		More: map[string]outbox.Handler{
			household.JobBound:        a.Register.NoticeHandler(a.DB, a.sender()),
			household.JobViewer:       a.Register.ViewerNoticeHandler(a.DB, a.sender()),
			household.JobPayeeChanged: a.Register.PayeeNoticeHandler(a.DB, a.sender()),
			payout.JobTold:            a.Teller.NoticeHandler(a.DB, a.sender()),
			ledger.WitnessJob:         a.keepWitness,
		},
	}
}

func (a *App) sender() sms.Sender {
	if a.Config.SMS.Sender == config.SMSFake {
		return a.SMS
	}
	return sms.Off{}
}

// name tells this process apart from others on the same database.
func (a *App) name() string {
	host, err := os.Hostname()
	if err != nil {
		host = "yigou"
	}
	const most = 40
	return fmt.Sprintf("%.*s-%d", most, host, os.Getpid())
}

func (a *App) onClose(f func() error) { a.closers = append(a.closers, f) }

// Close takes everything down in reverse order.
func (a *App) Close() error {
	var errs error
	for _, closeOne := range slices.Backward(a.closers) {
		errs = errors.Join(errs, closeOne())
	}
	a.closers = nil
	return errs
}

// Settle works off every promise: jobs, then journals, until nothing is left.
// The seed and tests call it where serve would have had time.
func (a *App) Settle(ctx context.Context) error {
	if err := a.Jobs.Drain(ctx); err != nil {
		return err
	}
	return a.Ledger.Drain(ctx)
}
