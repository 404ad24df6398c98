package main

import (
	"bytes"
	"context"
	"log/slog"
	"regexp"
	"strings"
	"testing"

	"github.com/yigou/yigou/internal/app"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/config"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/identity"
)

// desk runs the command line against one data directory in production, as on a
// machine that holds nothing but a migrated database.
type desk struct {
	t        *testing.T
	e        env
	out, log bytes.Buffer
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{t: t}
	c, err := config.Load("", func(key string) (string, bool) {
		v, ok := map[string]string{
			"YIGOU_ENV": "production", "YIGOU_DATA_DIR": t.TempDir(), "YIGOU_SECRET": "jKq0cF3yJ0m1T9k9cGZ8m8mR3zq4m8nqVt3o2m0aXkE=",
			"YIGOU_TRUSTED_PROXY": "10.0.0.7", "YIGOU_PAYMENT_CHANNELS": "none", "YIGOU_SMS_SENDER": "off",
			"YIGOU_LOG_KEY": "PRIVATE+KEY+test.example/books+56e0fa3b+Af/V9ubJ6xZBcb9hZmuQ4TiRcJzCyXx7/TxVDYfq9n9P",
		}[key]
		return v, ok
	})
	if err != nil {
		t.Fatal(err)
	}
	d.e = env{out: &d.out, log: slog.New(slog.NewTextHandler(&d.log, &slog.HandlerOptions{Level: slog.LevelDebug})), cfg: c}
	if err := migrate(t.Context(), d.e, nil); err != nil {
		t.Fatal(err)
	}
	return d
}

var printed = regexp.MustCompile(`首次密码：(\S+)`)

// hire runs `yigou staff` and returns the password it prints.
func (d *desk) hire(args ...string) string {
	d.t.Helper()
	d.out.Reset()
	if err := staff(d.t.Context(), d.e, args); err != nil {
		d.t.Fatal(err)
	}
	m := printed.FindStringSubmatch(d.out.String())
	if m == nil {
		d.t.Fatalf("no password in %q", d.out.String())
	}
	return m[1]
}

func (d *desk) open(do func(ctx context.Context, a *app.App) error) {
	d.t.Helper()
	if err := withApp(d.t.Context(), d.e, func(a *app.App) error { return do(d.t.Context(), a) }); err != nil {
		d.t.Error(err)
	}
}

func TestFirstAdministratorOfAnEmptyDatabase(t *testing.T) {
	d := newDesk(t)
	password := d.hire("-phone", "138 0000 0001", "-name", "张主任")
	if strings.Contains(d.log.String(), password) {
		t.Error("the password is in the log")
	}
	d.open(func(ctx context.Context, a *app.App) error {
		in, err := a.Gate.SignInWithPassword(ctx, "13800000001", password, "")
		if err != nil {
			return err
		}
		if in.Actor.Role != identity.DistrictAdmin || in.Actor.Region != "500155" {
			t.Errorf("signed in as %+v", in.Actor)
		}
		return a.DB.View(ctx, func(tx *db.Tx) error {
			rows, err := audit.List(tx, audit.Query{ObjectKind: "user", ObjectID: in.Actor.UserID, Limit: 10})
			if len(rows) != 2 || rows[0].Verb != "user.create" || rows[1].Verb != "user.grant" || rows[0].Actor.RequestID != "staff" {
				t.Errorf("audited %+v", rows)
			}
			return err
		})
	})
}

func TestStaffOfATown(t *testing.T) {
	d := newDesk(t)
	d.hire("-phone", "13800000002", "-name", "李审核", "-role", "town_reviewer", "-region", "500155130")
	if !strings.Contains(d.out.String(), "紫照镇") || strings.Contains(d.out.String(), "13800000002") {
		t.Errorf("printed %q", d.out.String())
	}
}

func TestStaffRefuses(t *testing.T) {
	d := newDesk(t)
	d.hire("-phone", "13800000001", "-name", "张主任")
	for args, want := range map[string]string{
		"-phone 13800000001 -name 张主任":                                          "identity.grant_held",
		"-phone 123 -name 张主任":                                                  "手机号",
		"-phone 13800000003":                                                    "请填写姓名",
		"-phone 13800000003 -name 李四 -role station_operator":                    "in the office",
		"-phone 13800000003 -name 李四 -role town_reviewer":                       "place.",
		"-phone 13800000003 -name 李四 -role town_reviewer -region 500155":        "请选择负责的地区",
		"-phone 13800000003 -name 李四 -role district_admin -region 999999":       "place.",
		"-phone 13800000003 -name 李四 -role district_admin -region 500155130 -x": "not defined",
		"-phone 13800000003 -name 李四 everything":                                "not understood",
	} {
		if err := staff(t.Context(), d.e, strings.Fields(args)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("staff %s: %v, want %s", args, err, want)
		}
	}
}
