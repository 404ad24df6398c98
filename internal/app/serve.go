package app

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/yigou/yigou/internal/catalog"
	"github.com/yigou/yigou/internal/config"
	"github.com/yigou/yigou/internal/httpapi"
	"github.com/yigou/yigou/internal/jobs"
	"github.com/yigou/yigou/internal/place"
	"github.com/yigou/yigou/internal/proof"
	"github.com/yigou/yigou/internal/supplier"
	"github.com/yigou/yigou/web"
)

const (
	readHeaderTimeout = 10 * time.Second
	idleTimeout       = 2 * time.Minute
	// drainTime is how long open requests may finish after a stop was asked for.
	drainTime = 15 * time.Second
)

// Server builds the HTTP edge over the app.
func (a *App) Server() (*httpapi.Server, error) {
	c := a.Config
	d := httpapi.Deps{
		DB: a.DB, Cache: a.Cache, Identity: a.Gate, Register: a.Register, Suppliers: supplier.NewRegistry(a.Vault),
		Addresses: a.Addresses, Gallery: a.Gallery, Papers: a.Papers, Desk: a.Desk, Teller: a.Teller, Places: place.NewCache(a.DB), Doctor: a.doctor(),
		Chain: a.Chain, Proofs: proof.Maker{Keys: a.Ledger.Keys()}, Tokens: proof.NewTokens(a.Vault), NextSign: jobs.NextCheckpoint,
		Log: a.Log, Metrics: a.Metrics, Pages: web.FS(), PriceBandBP: catalog.DefaultPriceBandBP,
		PublicURL:      c.HTTP.PublicURL,
		SecureCookies:  c.HTTP.TLSCert != "" || len(c.HTTP.TrustedProxy) > 0,
		TrustedProxies: c.HTTP.TrustedProxy,
	}
	if len(c.Payment.Channels) > 0 {
		d.Channel = c.Payment.Channels[0]
	}
	if c.Env == config.Demo && c.SMS.Sender == config.SMSFake {
		d.DemoSMS = a.SMS
	}
	if a.Sandbox != nil {
		d.Sandbox = a.Sandbox.Cashier()
	}
	return httpapi.New(d)
}

// Serve answers on the listener until ctx ends, with the worker inside unless
// the configuration keeps it out; then it lets open requests finish.
func (a *App) Serve(ctx context.Context, l net.Listener) error {
	api, err := a.Server() //nolint:contextcheck // handlers take their requests' contexts
	if err != nil {
		return err
	}
	srv := &http.Server{Handler: api, ReadHeaderTimeout: readHeaderTimeout, IdleTimeout: idleTimeout}
	background, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	var wg sync.WaitGroup
	defer wg.Wait()
	defer stop()
	if a.Config.Worker {
		wg.Go(func() { a.logEnd("worker", a.Work(background)) })
	}
	ended := make(chan error, 1)
	go func() { ended <- a.listen(srv, l) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTime)
	defer cancel()
	return srv.Shutdown(last)
}

func (a *App) listen(srv *http.Server, l net.Listener) error {
	var err error
	if h := a.Config.HTTP; h.TLSCert != "" {
		err = srv.ServeTLS(l, h.TLSCert, h.TLSKey)
	} else {
		err = srv.Serve(l)
	}
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// Work runs jobs, the ledger's writer and the doctor's watch until ctx ends.
func (a *App) Work(ctx context.Context) error {
	var wg sync.WaitGroup
	var posting, watching error
	wg.Go(func() { posting = a.Ledger.Run(ctx) })
	wg.Go(func() { watching = a.Watch.Run(ctx) })
	err := a.Jobs.Run(ctx)
	wg.Wait()
	return errors.Join(err, posting, watching)
}

func (a *App) logEnd(what string, err error) {
	if err != nil {
		a.Log.Error(what+" ended", "error", err)
	}
}

// Listen opens the configured address.
func Listen(ctx context.Context, c config.Config) (net.Listener, error) {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", c.HTTP.Addr)
	if err != nil {
		return nil, fmt.Errorf("app: %s cannot be listened on: %w", c.HTTP.Addr, err)
	}
	return l, nil
}
