package config

import (
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"strings"
)

// variables are the environment variables and what each one sets. A variable
// that is set but empty counts as not set.
var variables = []struct {
	name string
	set  func(c *Config, value string) error
}{
	{"YIGOU_ENV", func(c *Config, v string) error { c.Env = Env(v); return nil }},
	{"YIGOU_DATA_DIR", text(func(c *Config) *string { return &c.DataDir })},
	{"YIGOU_HTTP_ADDR", text(func(c *Config) *string { return &c.HTTP.Addr })},
	{"YIGOU_PUBLIC_URL", text(func(c *Config) *string { return &c.HTTP.PublicURL })},
	{"YIGOU_TLS_CERT", text(func(c *Config) *string { return &c.HTTP.TLSCert })},
	{"YIGOU_TLS_KEY", text(func(c *Config) *string { return &c.HTTP.TLSKey })},
	{"YIGOU_TRUSTED_PROXY", list(func(c *Config) *[]string { return &c.HTTP.TrustedProxy })},
	{"YIGOU_DB_DSN", text(func(c *Config) *string { return &c.DB.DSN })},
	{"YIGOU_DB_MAX_CONNS", number(func(c *Config) *int { return &c.DB.MaxConns })},
	{"YIGOU_LEDGER_DSN", text(func(c *Config) *string { return &c.DB.LedgerDSN })},
	{"YIGOU_REDIS_ADDR", text(func(c *Config) *string { return &c.Redis.Addr })},
	{"YIGOU_REDIS_PASSWORD", text(func(c *Config) *string { return &c.Redis.Password })},
	{"YIGOU_REDIS_DB", number(func(c *Config) *int { return &c.Redis.DB })},
	{"YIGOU_SECRET", func(c *Config, v string) (err error) { c.Secrets.Keys, err = parseKeys(v); return err }},
	{"YIGOU_PAYMENT_CHANNELS", list(func(c *Config) *[]string { return &c.Payment.Channels })},
	{"YIGOU_SMS_SENDER", text(func(c *Config) *string { return &c.SMS.Sender })},
	{"YIGOU_WORKER", flag(func(c *Config) *bool { return &c.Worker })},
	{"YIGOU_LOG_LEVEL", func(c *Config, v string) error { return readLevel(&c.Log.Level, v) }},
	{"YIGOU_LOG_JSON", flag(func(c *Config) *bool { return &c.Log.JSON })},
	{"YIGOU_LEDGER_HASH", text(func(c *Config) *string { return &c.Ledger.Hash })},
	{"YIGOU_LOG_KEY", func(c *Config, v string) error { c.Ledger.LogKey = SigningKey(v); return nil }},
	{"YIGOU_OLD_LOG_KEYS", list(func(c *Config) *[]string { return &c.Ledger.OldKeys })},
	{"YIGOU_DEMO_DAYS_AHEAD", number(func(c *Config) *int { return &c.Demo.DaysAhead })},
	{"YIGOU_BLOB_DIR", text(func(c *Config) *string { return &c.Blob.Dir })},
}

func (c *Config) readEnv(lookup func(string) (string, bool)) error {
	var all []error
	for _, v := range variables {
		value, _ := lookup(v.name)
		if value = strings.TrimSpace(value); value == "" {
			continue
		}
		if err := v.set(c, value); err != nil {
			all = append(all, fmt.Errorf("%s: %w", v.name, err))
		}
	}
	return errors.Join(all...)
}

func text(field func(*Config) *string) func(*Config, string) error {
	return func(c *Config, v string) error { *field(c) = v; return nil }
}

// list reads words by comma; the single word none is the empty list.
func list(field func(*Config) *[]string) func(*Config, string) error {
	return func(c *Config, v string) error {
		words := []string{}
		for word := range strings.SplitSeq(v, ",") {
			if word = strings.TrimSpace(word); word != "" && v != "none" {
				words = append(words, word)
			}
		}
		*field(c) = words
		return nil
	}
}

func number(field func(*Config) *int) func(*Config, string) error {
	return func(c *Config, v string) error {
		n, err := strconv.Atoi(v)
		if err != nil {
			return errors.New("give a whole number")
		}
		*field(c) = n
		return nil
	}
}

func flag(field func(*Config) *bool) func(*Config, string) error {
	return func(c *Config, v string) error {
		on, err := strconv.ParseBool(v)
		if err != nil {
			return errors.New("give true or false")
		}
		*field(c) = on
		return nil
	}
}

func readLevel(level *slog.Level, v string) error {
	if level.UnmarshalText([]byte(v)) != nil {
		return errors.New("give debug, info, warn or error")
	}
	return nil
}
