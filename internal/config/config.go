package config

import (
	"log/slog"
	"path/filepath"
)

// Env says how strict the program is with itself.
type Env string

// The three environments. Demo shows SMS codes on the screen and seeds data,
// dev is for work on the program, production refuses what is unsafe.
const (
	Demo       Env = "demo"
	Dev        Env = "dev"
	Production Env = "production"
)

// Config is every setting of the program.
type Config struct {
	Env     Env     `yaml:"env"`
	DataDir string  `yaml:"data_dir"`
	HTTP    HTTP    `yaml:"http"`
	DB      DB      `yaml:"db"`
	Redis   Redis   `yaml:"redis"`
	Secrets Secrets `yaml:"secrets"`
	Payment Payment `yaml:"payment"`
	SMS     SMS     `yaml:"sms"`
	Worker  bool    `yaml:"worker"` // run background jobs inside serve
	Log     Log     `yaml:"log"`
	Blob    Blob    `yaml:"blob"`
	Order   Order   `yaml:"order"`
	Ledger  Ledger  `yaml:"ledger"`
	Payout  Payout  `yaml:"payout"`
	Demo    Show    `yaml:"demo"`
}

// HTTP is the listener.
type HTTP struct {
	Addr         string   `yaml:"addr"`          // host:port
	TLSCert      string   `yaml:"tls_cert"`      // PEM file; with TLSKey, or neither
	TLSKey       string   `yaml:"tls_key"`       // PEM file
	PublicURL    string   `yaml:"public_url"`    // printed on paper, https://shop.example; empty: what the browser used
	TrustedProxy []string `yaml:"trusted_proxy"` // addresses or CIDR ranges whose X-Forwarded-* are believed
}

// DB is the database.
type DB struct {
	DSN       string `yaml:"dsn"`        // empty: SQLite in DataDir; or mysql://user:password@host:port/database
	LedgerDSN string `yaml:"ledger_dsn"` // reserved for a restricted ledger role (decisions 5)
	MaxConns  int    `yaml:"max_conns"`  // connections; 0: what suits the engine
}

// Redis is optional: cache, rate limits and wake-ups across replicas.
type Redis struct {
	Addr     string `yaml:"addr"` // host:port, several of a cluster by comma; empty: in process
	Password string `yaml:"password"`
	DB       int    `yaml:"db"`
}

// Secrets are the master keys of the vault. Empty: the development key.
type Secrets struct {
	Keys []Key `yaml:"keys"` // the first one seals, all of them open
}

// Key is one master secret with the number its values carry, 1 … 65535.
type Key struct {
	ID     uint16 `yaml:"id"`
	Secret Secret `yaml:"secret"`
}

// Payment says which channels buyers may use.
type Payment struct {
	Channels []string `yaml:"channels"` // sandbox
}

// SMS says who delivers codes.
type SMS struct {
	Sender string `yaml:"sender"` // fake: kept in memory, shown in demo; off: nobody signs in by code
}

// Log is the program's log on standard error.
type Log struct {
	Level slog.Level `yaml:"level"` // debug, info, warn, error
	JSON  bool       `yaml:"json"`  // one JSON object a line instead of text
}

// Blob is where pictures live.
type Blob struct {
	Dir string `yaml:"dir"` // empty: media inside DataDir
}

// Order holds the terms of orders. What follows the goods (days to complain, the
// hour of shipping) is the category's and the product's.
type Order struct {
	UnpaidMinutes int `yaml:"unpaid_minutes"` // an unpaid order is closed after these
	AutoSignDays  int `yaml:"auto_sign_days"` // after shipping (decisions 14)
	ClaimFen      int `yaml:"claim_fen"`      // a proven fault below this sum is the merchant's, no household is asked
}

// Show is what only a demo can do.
type Show struct {
	DaysAhead int `yaml:"days_ahead"` // the clock runs so many days ahead, to show what a calendar does
}

// Ledger says how the books prove themselves.
type Ledger struct {
	Hash    string     `yaml:"hash"`     // sha256 or sm3, for blocks behind the next checkpoint
	LogKey  SigningKey `yaml:"log_key"`  // signs checkpoints; empty: a file in DataDir, made at the first start
	OldKeys []string   `yaml:"old_keys"` // public keys that signed earlier checkpoints
}

// Default is the configuration without file and environment.
func Default() Config {
	return Config{
		Env:     Dev,
		DataDir: "data",
		HTTP:    HTTP{Addr: "127.0.0.1:8080"},
		Payment: Payment{Channels: []string{Sandbox}},
		SMS:     SMS{Sender: SMSFake},
		Worker:  true,
		Log:     Log{Level: slog.LevelInfo},
		Order:   Order{UnpaidMinutes: 30, AutoSignDays: 10, ClaimFen: 2000},
		Ledger:  Ledger{Hash: "sha256"},
		Payout:  Payout{AloneUpToYuan: 50_000, Weekday: 4},
	}
}

// Sandbox is the payment channel of demo and development.
const Sandbox = "sandbox"

// The senders of SMS.
const (
	SMSFake = "fake"
	SMSOff  = "off"
)

// BlobDir is the directory of pictures.
func (c Config) BlobDir() string {
	if c.Blob.Dir != "" {
		return c.Blob.Dir
	}
	return filepath.Join(c.DataDir, "media")
}

// LogKeyFile is where demo and development keep the key of checkpoints.
func (c Config) LogKeyFile() string { return filepath.Join(c.DataDir, "checkpoint.key") }

// WitnessDir is where signed checkpoints are kept outside of the database.
func (c Config) WitnessDir() string { return filepath.Join(c.DataDir, "checkpoints") }

// LogValue is what may stand in a log: no secret, no address with a password.
func (c Config) LogValue() slog.Value {
	database := "sqlite in " + c.DataDir
	if c.DB.DSN != "" {
		database = "mysql"
	}
	cache := "in process"
	if c.Redis.Addr != "" {
		cache = "redis"
	}
	return slog.GroupValue(
		slog.String("env", string(c.Env)),
		slog.String("http", c.HTTP.Addr),
		slog.Bool("tls", c.HTTP.TLSCert != ""),
		slog.String("db", database),
		slog.String("cache", cache),
		slog.Int("keys", len(c.Secrets.Keys)),
		slog.Any("payment", c.Payment.Channels),
		slog.String("sms", c.SMS.Sender),
		slog.Bool("worker", c.Worker),
	)
}
