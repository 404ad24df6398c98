// Package deploy_test holds docker-compose.yml and the Dockerfile to their promises:
// no password has a default, everything has a health check and a pinned
// version, and the settings given to the program are ones it accepts.
package deploy_test

import (
	"crypto/rand"
	"encoding/base64"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"github.com/yigou/yigou/internal/config"
)

type composeFile struct {
	Services map[string]service `yaml:"services"`
	Volumes  map[string]any     `yaml:"volumes"`
	Networks map[string]struct {
		Internal bool `yaml:"internal"`
	} `yaml:"networks"`
}

type service struct {
	Image       string            `yaml:"image"`
	Build       map[string]any    `yaml:"build"`
	Command     []string          `yaml:"command"`
	Environment map[string]string `yaml:"environment"`
	Ports       []string          `yaml:"ports"`
	Volumes     []string          `yaml:"volumes"`
	Networks    []string          `yaml:"networks"`
	ReadOnly    bool              `yaml:"read_only"`
	CapDrop     []string          `yaml:"cap_drop"`
	DependsOn   map[string]struct {
		Condition string `yaml:"condition"`
	} `yaml:"depends_on"`
	Healthcheck struct {
		Test     []string `yaml:"test"`
		Interval string   `yaml:"interval"`
		Retries  int      `yaml:"retries"`
	} `yaml:"healthcheck"`
}

func read(t *testing.T, path string) string {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func compose(t *testing.T) composeFile {
	t.Helper()
	var f composeFile
	if err := yaml.Unmarshal([]byte(read(t, "../docker-compose.yml")), &f); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"app", "mysql", "redis"} {
		if _, ok := f.Services[name]; !ok {
			t.Fatalf("there is no service %s", name)
		}
	}
	return f
}

// pinned is a tag that names a version down to its last number.
var pinned = regexp.MustCompile(`^[a-z]+:\d+\.\d+\.\d+(-[a-z0-9-]+)?$`)

func TestServicesAreHealthCheckedAndPinned(t *testing.T) {
	f := compose(t)
	used := map[string]bool{}
	for name, s := range f.Services {
		if len(s.Healthcheck.Test) < 2 || s.Healthcheck.Interval == "" || s.Healthcheck.Retries == 0 {
			t.Errorf("%s has no complete health check", name)
		}
		if s.Build == nil && !pinned.MatchString(s.Image) {
			t.Errorf("%s runs %s, which is not pinned", name, s.Image)
		}
		for _, v := range s.Volumes {
			volume, _, _ := strings.Cut(v, ":")
			used[volume] = true
		}
		for on, how := range s.DependsOn {
			if how.Condition != "service_healthy" {
				t.Errorf("%s does not wait until %s is healthy", name, on)
			}
		}
	}
	if got, want := slices.Sorted(maps.Keys(f.Volumes)), slices.Sorted(maps.Keys(used)); !slices.Equal(got, want) {
		t.Errorf("volumes declared %v, used %v", got, want)
	}
}

// required is a variable without default, with a sentence that says what to do.
var required = regexp.MustCompile(`^\$\{[A-Z_]+:\?[^}]{20,}\}$`)

func TestNoPasswordHasADefault(t *testing.T) {
	secret := regexp.MustCompile(`PASSWORD|SECRET|AUTH|TOKEN`)
	for name, s := range compose(t).Services {
		for key, value := range s.Environment {
			if key == "MYSQL_RANDOM_ROOT_PASSWORD" {
				continue
			}
			if secret.MatchString(key) && !required.MatchString(value) {
				t.Errorf("%s: %s is %q, not a required variable", name, key, value)
			}
		}
		for _, word := range s.Command {
			if strings.Contains(word, "pass") && !strings.Contains(word, `"$$REDISCLI_AUTH"`) {
				t.Errorf("%s has a password on its command line: %s", name, word)
			}
		}
	}
	dsn := compose(t).Services["app"].Environment["YIGOU_DB_DSN"]
	_, rest, _ := strings.Cut(dsn, "mysql://yigou:")
	password, _, _ := strings.Cut(rest, "@mysql:")
	if !required.MatchString(password) {
		t.Errorf("the database's password in %q is not a required variable", dsn)
	}
}

func TestOnlyTheAppIsReachable(t *testing.T) {
	f := compose(t)
	if !f.Networks["back"].Internal {
		t.Error("the network of the databases reaches the outside")
	}
	for name, s := range f.Services {
		if name == "app" {
			continue
		}
		if len(s.Ports) > 0 || !slices.Equal(s.Networks, []string{"back"}) {
			t.Errorf("%s can be reached from outside", name)
		}
	}
	app := f.Services["app"]
	if len(app.Ports) != 1 || !strings.HasPrefix(app.Ports[0], "${YIGOU_PUBLISH:-127.0.0.1:") {
		t.Errorf("the app is published on %v: by default only this machine may reach it", app.Ports)
	}
	if !app.ReadOnly || !slices.Contains(app.CapDrop, "ALL") {
		t.Error("the app may write to its image or keeps capabilities")
	}
}

func TestMySQLLetsTheLedgerMakeItsTriggers(t *testing.T) {
	if command := compose(t).Services["mysql"].Command; !slices.Contains(command, "--log-bin-trust-function-creators=1") {
		t.Errorf("mysql starts with %v", command)
	}
}

// variable is ${NAME}, ${NAME:-default} or ${NAME:?sentence}.
var variable = regexp.MustCompile(`\$\{([A-Z_]+)(:[-?][^}]*)?\}`)

// environment is what the app sees when .env holds the given lines.
func environment(t *testing.T, env map[string]string) map[string]string {
	t.Helper()
	seen := map[string]string{}
	for key, value := range compose(t).Services["app"].Environment {
		seen[key] = variable.ReplaceAllStringFunc(value, func(ref string) string {
			m := variable.FindStringSubmatch(ref)
			if v := env[m[1]]; v != "" {
				return v
			}
			if strings.HasPrefix(m[2], ":?") {
				t.Errorf(".env lacks %s", m[1])
			}
			return strings.TrimPrefix(m[2], ":-")
		})
	}
	for _, m := range regexp.MustCompile(`(YIGOU_[A-Z_]+)=(\S+)`).FindAllStringSubmatch(read(t, "Dockerfile"), -1) {
		if _, ok := seen[m[1]]; !ok {
			seen[m[1]] = m[2]
		}
	}
	return seen
}

// The settings of the documented .env, and those its comment names for real
// use, are a configuration that the program starts with.
func TestProgramAcceptsItsSettings(t *testing.T) {
	key := make([]byte, 32)
	_, _ = rand.Read(key) // never fails
	password := rand.Text()
	demo := map[string]string{
		"YIGOU_DB_PASSWORD": password, "YIGOU_REDIS_PASSWORD": rand.Text(),
		"YIGOU_SECRET": base64.StdEncoding.EncodeToString(key),
	}
	production := maps.Clone(demo)
	maps.Copy(production, map[string]string{
		"YIGOU_ENV": "production", "YIGOU_TRUSTED_PROXY": "172.18.0.1",
		"YIGOU_PAYMENT_CHANNELS": "none", "YIGOU_SMS_SENDER": "off",
		"YIGOU_LOG_KEY": "PRIVATE+KEY+test.example/books+56e0fa3b+Af/V9ubJ6xZBcb9hZmuQ4TiRcJzCyXx7/TxVDYfq9n9P",
	})
	for _, c := range []struct {
		env  map[string]string
		want config.Env
	}{{demo, config.Demo}, {production, config.Production}} {
		seen := environment(t, c.env)
		got, err := config.Load("", func(key string) (string, bool) { v, ok := seen[key]; return v, ok })
		if err != nil {
			t.Errorf("%s: %v", c.want, err)
			continue
		}
		if got.Env != c.want || got.DataDir != "/data" || got.HTTP.Addr != "0.0.0.0:8080" ||
			got.DB.DSN != "mysql://yigou:"+password+"@mysql:3306/yigou" || got.Redis.Addr != "redis:6379" {
			t.Errorf("%s reads as %+v", c.want, got)
		}
	}
}

func TestDockerfile(t *testing.T) {
	text := read(t, "Dockerfile")
	from := regexp.MustCompile(`(?m)^FROM (\S+)`).FindAllStringSubmatch(text, -1)
	if len(from) != 3 {
		t.Fatalf("%d stages, not pages, binary and image", len(from))
	}
	for _, stage := range from[:2] {
		if !pinned.MatchString(stage[1]) {
			t.Errorf("%s is not pinned", stage[1])
		}
	}
	if last := from[2][1]; last != "scratch" {
		t.Errorf("the image is built on %s, which brings more than the program needs", last)
	}
	final := text[strings.LastIndex(text, "\nFROM "):]
	if !regexp.MustCompile(`(?m)^USER [1-9]\d*:[1-9]\d*$`).MatchString(final) {
		t.Error("the image does not run as a numeric user other than root")
	}
	for _, want := range []string{"\nHEALTHCHECK ", "\nVOLUME /data\n", `ENTRYPOINT ["/yigou"]`} {
		if !strings.Contains(final, want) {
			t.Errorf("the image lacks %q", strings.TrimSpace(want))
		}
	}
	if strings.Contains(final, "PASSWORD") || strings.Contains(final, "SECRET") {
		t.Error("the image carries a secret")
	}
	wanted := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindStringSubmatch(read(t, "../go.mod"))
	if !strings.HasPrefix(from[1][1], "golang:"+wanted[1]+".") {
		t.Errorf("go.mod wants Go %s, the image is built with %s", wanted[1], from[1][1])
	}
}
