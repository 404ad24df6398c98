package config

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

// Validate refuses what cannot work and, in production, what is not safe. The
// error holds one sentence for each problem: the key, what is wrong, what to do.
func (c Config) Validate() error {
	var p problems
	if !slices.Contains([]Env{Demo, Dev, Production}, c.Env) {
		p.add("env", "%q is none of demo, dev, production: choose one of them", c.Env)
	}
	if c.DataDir == "" {
		p.add("data_dir", "is empty: name a directory the program may write to")
	}
	c.HTTP.validate(&p)
	c.DB.validate(&p)
	c.Redis.validate(&p)
	c.Secrets.validate(&p)
	c.validateNames(&p)
	c.Order.validate(&p)
	c.Ledger.validate(&p)
	c.Payout.validate(&p)
	c.validateDemo(&p)
	if c.Env == Production {
		c.validateProduction(&p)
	}
	return errors.Join(p...)
}

type problems []error

func (p *problems) add(key, sentence string, args ...any) {
	*p = append(*p, fmt.Errorf(key+" "+sentence, args...))
}

// between checks that n is between low and high.
func (p *problems) between(key string, n, low, high int) {
	if n < low || n > high {
		p.add(key, "is %d: choose a number from %d to %d", n, low, high)
	}
}

func (h HTTP) validate(p *problems) {
	if _, _, err := net.SplitHostPort(h.Addr); err != nil {
		p.add("http.addr", "%q is not host:port: write for example 127.0.0.1:8080", h.Addr)
	}
	if u, err := url.Parse(h.PublicURL); h.PublicURL != "" && (err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || h.PublicURL != u.Scheme+"://"+u.Host) {
		p.add("http.public_url", "%q is not where the house stands: write for example https://shop.example, without a path, or leave it empty", h.PublicURL)
	}
	if (h.TLSCert == "") != (h.TLSKey == "") {
		p.add("http.tls_cert", "and http.tls_key belong together: give both files or neither")
	}
	for _, s := range h.TrustedProxy {
		_, errAddr := netip.ParseAddr(s)
		_, errRange := netip.ParsePrefix(s)
		if errAddr != nil && errRange != nil {
			p.add("http.trusted_proxy", "%q is no address: write for example 10.0.0.7 or 10.0.0.0/8", s)
		}
	}
}

func (d DB) validate(p *problems) {
	if d.DSN != "" {
		u, err := url.Parse(d.DSN)
		if err != nil || u.Scheme != "mysql" || u.Host == "" || strings.Trim(u.Path, "/") == "" {
			p.add("db.dsn", "is not an address of MySQL: write mysql://user:password@host:port/database, or leave it empty for SQLite")
		}
	}
	if d.LedgerDSN != "" {
		p.add("db.ledger_dsn", "is reserved and has no effect in this release: leave it empty")
	}
	p.between("db.max_conns", d.MaxConns, 0, 1000)
}

func (r Redis) validate(p *problems) {
	if r.Addr == "" {
		return
	}
	for addr := range strings.SplitSeq(r.Addr, ",") {
		if _, _, err := net.SplitHostPort(addr); err != nil {
			p.add("redis.addr", "%q is not host:port: write for example 127.0.0.1:6379, or leave it empty to run without Redis", addr)
		}
	}
	p.between("redis.db", r.DB, 0, 15)
}

func (s Secrets) validate(p *problems) {
	seen := map[uint16]bool{}
	for _, k := range s.Keys {
		switch {
		case k.ID == 0:
			p.add("secrets.keys", "has a key without id: number the keys from 1")
		case seen[k.ID]:
			p.add("secrets.keys", "has id %d twice: give every key its own number", k.ID)
		case k.Secret.weak():
			p.add("secrets.keys", "has a weak secret under id %d: make one with openssl rand -base64 32", k.ID)
		}
		seen[k.ID] = true
	}
}

func (c Config) validateNames(p *problems) {
	for _, name := range c.Payment.Channels {
		if name != Sandbox {
			p.add("payment.channels", "knows no %q: this release has sandbox", name)
		}
	}
	if c.SMS.Sender != SMSFake && c.SMS.Sender != SMSOff {
		p.add("sms.sender", "%q is unknown: choose fake or off", c.SMS.Sender)
	}
}

func (o Order) validate(p *problems) {
	p.between("order.unpaid_minutes", o.UnpaidMinutes, 1, 24*60)
	p.between("order.auto_sign_days", o.AutoSignDays, 1, 90)
	p.between("order.claim_fen", o.ClaimFen, 0, 1_000_000)
}

func (l Ledger) validate(p *problems) {
	if l.Hash != "sha256" && l.Hash != "sm3" {
		p.add("ledger.hash", "%q is unknown: choose sha256 or sm3", l.Hash)
	}
	if l.LogKey == "" {
		return
	}
	if _, err := note.NewSigner(string(l.LogKey)); err != nil {
		p.add("ledger.log_key", "is no signing key: make one with yigou logkey new NAME")
	}
}

// maxAhead is how far a demo may look into the future.
const maxAhead = 366

func (c Config) validateDemo(p *problems) {
	if d := c.Demo.DaysAhead; d != 0 && (c.Env != Demo || d < 0 || d > maxAhead) {
		p.add("demo.days_ahead", "is for YIGOU_ENV=demo, 0 to 366: anywhere else the clock is the machine's")
	}
}

func (c Config) validateProduction(p *problems) {
	if len(c.Secrets.Keys) == 0 {
		p.add("secrets.keys", "is empty, and the default secret is known to everybody: set YIGOU_SECRET to the output of openssl rand -base64 32 and keep a copy, without it sealed data cannot be read")
	}
	if c.Ledger.LogKey == "" {
		p.add("ledger.log_key", "is empty, so nobody could tell your checkpoints from another's: set YIGOU_LOG_KEY to the output of yigou logkey new NAME and keep a copy")
	}
	if slices.Contains(c.Payment.Channels, Sandbox) {
		p.add("payment.channels", "holds sandbox, where anybody pays with nothing: take it out (YIGOU_PAYMENT_CHANNELS=none), or run with YIGOU_ENV=demo")
	}
	if c.SMS.Sender == SMSFake {
		p.add("sms.sender", "is fake, which sends nothing: set YIGOU_SMS_SENDER=off, or run with YIGOU_ENV=demo")
	}
	if c.HTTP.TLSCert == "" && len(c.HTTP.TrustedProxy) == 0 {
		p.add("http.tls_cert", "is empty and there is no http.trusted_proxy, so passwords would travel in the clear: give a certificate and key, or the address of the proxy that ends TLS")
	}
}
