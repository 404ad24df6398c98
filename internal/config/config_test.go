package config

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"gopkg.in/yaml.v3"
)

const example = "../../configs/yigou.example.yaml"

// strong is a secret of 32 different bytes, zeros and up.
const strong = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="

// logKey signs nothing but tests.
const logKey = "PRIVATE+KEY+test.example/books+56e0fa3b+Af/V9ubJ6xZBcb9hZmuQ4TiRcJzCyXx7/TxVDYfq9n9P"

func env(pairs ...string) func(string) (string, bool) {
	m := map[string]string{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = pairs[i+1]
	}
	return func(name string) (string, bool) { v, ok := m[name]; return v, ok }
}

func file(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "yigou.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestNothingGivenRuns(t *testing.T) {
	c, err := Load("", env())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(Default(), c); diff != "" {
		t.Error(diff)
	}
	if got, want := c.BlobDir(), filepath.Join("data", "media"); got != want {
		t.Errorf("BlobDir = %q, want %q", got, want)
	}
}

func TestExampleHoldsEveryKeyWithItsDefault(t *testing.T) {
	c, err := Load(example, env())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(Default(), c, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("the example differs from the defaults: %s", diff)
	}
	raw, err := os.ReadFile(example)
	if err != nil {
		t.Fatal(err)
	}
	var tree map[string]any
	if err := yaml.Unmarshal(raw, &tree); err != nil {
		t.Fatal(err)
	}
	wantKeys(t, "", reflect.TypeFor[Config](), tree)
	for _, v := range variables {
		if !strings.Contains(string(raw), v.name) {
			t.Errorf("the example does not name %s", v.name)
		}
	}
}

func wantKeys(t *testing.T, prefix string, typ reflect.Type, tree map[string]any) {
	t.Helper()
	for field := range typ.Fields() {
		name := field.Tag.Get("yaml")
		value, ok := tree[name]
		if !ok {
			t.Errorf("the example lacks %s%s", prefix, name)
			continue
		}
		if field.Type.Kind() == reflect.Struct {
			wantKeys(t, prefix+name+".", field.Type, value.(map[string]any))
		}
	}
}

func TestEnvironmentStandsAboveFileAboveDefault(t *testing.T) {
	path := file(t, "data_dir: from-file\nhttp: {addr: '0.0.0.0:1'}\nlog: {level: warn}\norder: {auto_sign_days: 14}\n")
	c, err := Load("", env("YIGOU_CONFIG", path, "YIGOU_HTTP_ADDR", "127.0.0.1:2", "YIGOU_DB_DSN", "",
		"YIGOU_ENV", "demo", "YIGOU_LOG_JSON", "true", "YIGOU_WORKER", "false", "YIGOU_REDIS_ADDR", "127.0.0.1:6379",
		"YIGOU_REDIS_DB", "3", "YIGOU_SECRET", strong, "YIGOU_PAYMENT_CHANNELS", "none", "YIGOU_TRUSTED_PROXY", "10.0.0.0/8, ::1"))
	if err != nil {
		t.Fatal(err)
	}
	want := Default()
	want.Env, want.DataDir, want.HTTP.Addr, want.Worker = Demo, "from-file", "127.0.0.1:2", false
	want.HTTP.TrustedProxy = []string{"10.0.0.0/8", "::1"}
	want.Log = Log{Level: slog.LevelWarn, JSON: true}
	want.Redis = Redis{Addr: "127.0.0.1:6379", DB: 3}
	want.Order.AutoSignDays = 14
	want.Payment.Channels = []string{}
	want.Secrets.Keys = []Key{{ID: 1, Secret: sequence()}}
	if diff := cmp.Diff(want, c); diff != "" {
		t.Error(diff)
	}
}

func sequence() Secret {
	s := make(Secret, 32)
	for i := range s {
		s[i] = byte(i)
	}
	return s
}

func TestSeveralKeys(t *testing.T) {
	c, err := Load("", env("YIGOU_SECRET", "2:"+strong+", 1:"+strong))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]Key{{2, sequence()}, {1, sequence()}}, c.Secrets.Keys); diff != "" {
		t.Error(diff)
	}
	fromFile, err := Load(file(t, "secrets: {keys: [{id: 2, secret: "+strong+"}, {id: 1, secret: "+strong+"}]}"), env())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(c.Secrets, fromFile.Secrets); diff != "" {
		t.Error(diff)
	}
}

// TestRefusals: each wrong setting is named, and the sentence says what to do.
func TestRefusals(t *testing.T) {
	for _, c := range []struct {
		name, file string
		env        []string
		want       []string
	}{
		{name: "unknown key", file: "http:\n  adr: x\n", want: []string{`line 2: unknown key "adr"`, "configs/yigou.example.yaml"}},
		{name: "unknown section", file: "htp: {}\n", want: []string{`unknown key "htp"`}},
		{name: "two unknown keys", file: "a: 1\nb: 2\n", want: []string{`"a"`, `"b"`}},
		{name: "wrong type", file: "order: {auto_sign_days: noon}\n", want: []string{"line 1", "noon"}},
		{name: "not YAML", file: "{", want: []string{"yaml"}},
		{name: "two documents", file: "env: dev\n---\nenv: demo\n", want: []string{"only one YAML document"}},
		{name: "environment", env: []string{"YIGOU_ENV", "prod"}, want: []string{`"prod"`, "demo, dev, production"}},
		{name: "number", env: []string{"YIGOU_REDIS_DB", "x"}, want: []string{"YIGOU_REDIS_DB", "whole number"}},
		{name: "flag", env: []string{"YIGOU_WORKER", "maybe"}, want: []string{"YIGOU_WORKER", "true or false"}},
		{name: "level", env: []string{"YIGOU_LOG_LEVEL", "loud"}, want: []string{"YIGOU_LOG_LEVEL", "debug, info"}},
		{name: "address", env: []string{"YIGOU_HTTP_ADDR", "8080"}, want: []string{"http.addr", "127.0.0.1:8080"}},
		{name: "a public address with a path", env: []string{"YIGOU_PUBLIC_URL", "https://shop.example/"}, want: []string{"http.public_url", "https://shop.example/"}},
		{name: "half a TLS pair", env: []string{"YIGOU_TLS_CERT", "c.pem"}, want: []string{"http.tls_key belong together"}},
		{name: "proxy", env: []string{"YIGOU_TRUSTED_PROXY", "proxy.local"}, want: []string{"http.trusted_proxy", "10.0.0.0/8"}},
		{name: "DSN", env: []string{"YIGOU_DB_DSN", "yigou:hunter2@tcp(db)/yigou"}, want: []string{"db.dsn", "mysql://user:password@host:port/database"}},
		{name: "DSN of another server", env: []string{"YIGOU_DB_DSN", "postgres://db/yigou"}, want: []string{"db.dsn"}},
		{name: "ledger DSN", env: []string{"YIGOU_LEDGER_DSN", "mysql://a:b@c:1/d"}, want: []string{"db.ledger_dsn", "leave it empty"}},
		{name: "redis", env: []string{"YIGOU_REDIS_ADDR", "redis"}, want: []string{"redis.addr"}},
		{name: "secret not base64", env: []string{"YIGOU_SECRET", "hunter2!"}, want: []string{"YIGOU_SECRET", "openssl rand -base64 32"}},
		{name: "secret not base64 in file", file: "secrets: {keys: [{id: 1, secret: 'hunter2!'}]}", want: []string{"openssl rand -base64 32"}},
		{name: "short secret", env: []string{"YIGOU_SECRET", "aHVudGVyMg=="}, want: []string{"weak secret"}},
		{name: "typed secret", env: []string{"YIGOU_SECRET", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}, want: []string{"weak secret"}},
		{name: "key number", env: []string{"YIGOU_SECRET", "70000:" + strong}, want: []string{"1 … 65535"}},
		{name: "key without number", file: "secrets: {keys: [{secret: " + strong + "}]}", want: []string{"number the keys from 1"}},
		{name: "key twice", env: []string{"YIGOU_SECRET", "1:" + strong + ",1:" + strong}, want: []string{"id 1 twice"}},
		{name: "channel", env: []string{"YIGOU_PAYMENT_CHANNELS", "paypal"}, want: []string{"payment.channels", `"paypal"`}},
		{name: "sender", env: []string{"YIGOU_SMS_SENDER", "pigeon"}, want: []string{"sms.sender", "fake or off"}},
		{name: "data directory", file: "data_dir: ''\n", want: []string{"data_dir"}},
		{name: "limit", file: "order: {auto_sign_days: 0}\n", want: []string{"order.auto_sign_days is 0", "from 1 to"}},
		{name: "clock outside a demo", env: []string{"YIGOU_DEMO_DAYS_AHEAD", "3"}, want: []string{"demo.days_ahead"}},
		{name: "clock far ahead", env: []string{"YIGOU_ENV", "demo", "YIGOU_DEMO_DAYS_AHEAD", "367"}, want: []string{"demo.days_ahead"}},
		{name: "hash", env: []string{"YIGOU_LEDGER_HASH", "md5"}, want: []string{"ledger.hash", "sha256 or sm3"}},
		{name: "log key", env: []string{"YIGOU_LOG_KEY", "hunter2"}, want: []string{"ledger.log_key", "yigou logkey new"}},
		{name: "missing file", env: []string{"YIGOU_CONFIG", "/nowhere.yaml"}, want: []string{"/nowhere.yaml", "existing file"}},
		{
			name: "bare production", env: []string{"YIGOU_ENV", "production"},
			want: []string{"YIGOU_SECRET", "openssl rand", "YIGOU_PAYMENT_CHANNELS=none", "YIGOU_SMS_SENDER=off", "http.trusted_proxy", "YIGOU_LOG_KEY"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := ""
			if c.file != "" {
				path = file(t, c.file)
			}
			got, err := Load(path, env(c.env...))
			if err == nil {
				t.Fatalf("accepted: %+v", got)
			}
			for _, want := range c.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%q does not say %q", err, want)
				}
			}
			if strings.Contains(err.Error(), "hunter2") {
				t.Errorf("%q shows a secret", err)
			}
		})
	}
}

func TestProduction(t *testing.T) {
	safe := []string{
		"YIGOU_ENV", "production", "YIGOU_SECRET", strong, "YIGOU_PAYMENT_CHANNELS", "none", "YIGOU_SMS_SENDER", "off",
		"YIGOU_LOG_KEY", logKey,
	}
	for name, tls := range map[string][]string{
		"own certificate": {"YIGOU_TLS_CERT", "c.pem", "YIGOU_TLS_KEY", "k.pem"},
		"trusted proxy":   {"YIGOU_TRUSTED_PROXY", "10.0.0.7"},
	} {
		if _, err := Load("", env(append(tls, safe...)...)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for i := 2; i < len(safe); i += 2 {
		without := append([]string{"YIGOU_TRUSTED_PROXY", "10.0.0.7"}, safe[:i]...)
		if _, err := Load("", env(append(without, safe[i+2:]...)...)); err == nil {
			t.Errorf("production starts without %s", safe[i])
		}
	}
}

func TestNoPrintShowsASecret(t *testing.T) {
	c, err := Load("", env("YIGOU_SECRET", strong, "YIGOU_DB_DSN", "mysql://u:hunter2@db:3306/yigou",
		"YIGOU_REDIS_ADDR", "r:6379", "YIGOU_REDIS_PASSWORD", "hunter2"))
	if err != nil {
		t.Fatal(err)
	}
	var log strings.Builder
	slog.New(slog.NewTextHandler(&log, nil)).Info("start", "config", c)
	for _, hidden := range []string{"hunter2", "mysql://", "AAEC"} {
		if strings.Contains(log.String(), hidden) {
			t.Errorf("the log shows %s: %s", hidden, log.String())
		}
	}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%x", "%d"} {
		if out := fmt.Sprintf(verb, c.Secrets); strings.Contains(out, "0001") || strings.Contains(out, "0 1 2") || strings.Contains(out, "0x1, 0x2") || strings.Contains(out, "\x01") {
			t.Errorf("%s prints %q", verb, out)
		}
	}
}
