package demo

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"time"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/app"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/config"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/identity"
	"github.com/yigou/yigou/internal/supplier"
	"github.com/yigou/yigou/internal/trade"
)

// Options say which story is told.
type Options struct {
	Number uint64    // everything is drawn from it
	AsOf   clock.Day // the story ends as this day begins
	Out    io.Writer // progress, for people
}

const days = 365

// ErrNotEmpty refuses to build the demo beside real data.
var ErrNotEmpty = errors.New("seed: the database already holds suppliers; the demo is built in an empty one")

// Seed builds the demo district in an empty database.
func Seed(ctx context.Context, cfg config.Config, log *slog.Logger, o Options) (err error) {
	now := clock.NewFake(clock.Time(o.AsOf.Add(-days).Start()))
	a, err := app.New(ctx, cfg, log, app.Options{Clock: now, NoLease: true, Scratch: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	s := &seeder{
		ctx: ctx, app: a, clock: now, out: o.Out, began: time.Now(),
		rnd: rand.New(rand.NewPCG(o.Number, uint64(o.AsOf))),
	}
	for _, step := range []struct {
		name string
		do   func() error
	}{
		{"检查数据库", s.checkEmpty},
		{"工作人员", s.addStaff},
		{"供货主体与服务站", s.openShops},
		{"农户", s.addHouseholds},
		{"商品", s.listGoods},
		{"消费者", s.addBuyers},
		{"一年的订单", s.liveAYear},
	} {
		if err := step.do(); err != nil {
			return fmt.Errorf("seed: %s: %w", step.name, err)
		}
		s.say(step.name)
	}
	return nil
}

// seeder carries what the steps hand on.
type seeder struct {
	ctx   context.Context
	app   *app.App
	clock *clock.Fake
	rnd   *rand.Rand
	out   io.Writer
	began time.Time

	district actor.Actor
	towns    map[string]actor.Actor // by town code
	shops    []*opened
	shelf    []*listed
	buyers   []*buyer
	orders   []*bought
	placed   int              // orders of the year so far
	signed   int              // of them by their buyers
	unpaid   []trade.Checkout // nobody paid them in time
}

func (s *seeder) say(what string) {
	_, _ = fmt.Fprintf(s.out, "%5.1f 秒  %s\n", time.Since(s.began).Seconds(), what)
}

func (s *seeder) update(fn func(tx *db.Tx) error) error { return s.app.DB.Update(s.ctx, fn) }

// at moves the story to a time of a day; it never goes back.
func (s *seeder) at(d clock.Day, clockTime time.Duration) {
	t := clock.Time(d.Start()).Add(clockTime)
	if t.After(s.clock.Now()) {
		s.clock.Set(t)
	}
}

func (s *seeder) key() string { return fmt.Sprint("seed-", s.app.DB.NewID()) }

func (s *seeder) checkEmpty() error {
	return s.app.DB.View(s.ctx, func(tx *db.Tx) error {
		found, err := supplier.List(tx, supplier.Query{Limit: 1})
		if err == nil && len(found) > 0 {
			return ErrNotEmpty
		}
		return err
	})
}

// addStaff creates the office and a reviewer for every town that has a shop.
func (s *seeder) addStaff() error {
	root := actor.Actor{Role: string(identity.DistrictAdmin), Region: districtCode, RequestID: "seed"}
	u, err := s.staff(root, districtPhone, "区帮扶办", identity.NewGrant{Role: identity.DistrictAdmin, Region: districtCode})
	if err != nil {
		return err
	}
	s.district = actor.Actor{UserID: u.ID, Role: string(identity.DistrictAdmin), Region: districtCode, RequestID: "seed"}
	s.towns = map[string]actor.Actor{}
	for _, p := range shops {
		town := p.code[:townDigits]
		if _, done := s.towns[town]; done {
			continue
		}
		u, err := s.staff(s.district, nextPhone(townPhone, len(s.towns)), p.town+"审核员", identity.NewGrant{Role: identity.TownReviewer, Region: town})
		if err != nil {
			return err
		}
		s.towns[town] = actor.Actor{UserID: u.ID, Role: string(identity.TownReviewer), Region: town, RequestID: "seed"}
	}
	return nil
}

func (s *seeder) staff(by actor.Actor, phone, name string, g identity.NewGrant) (identity.User, error) {
	return s.app.Gate.CreateStaff(s.ctx, by, identity.NewStaff{Phone: phone, Name: name, Password: Password, Grants: []identity.NewGrant{g}})
}

const (
	districtCode = "500155"
	townDigits   = 9
)

// nextPhone is the n-th phone after the first one.
func nextPhone(first string, n int) string {
	var v int64
	_, _ = fmt.Sscan(first, &v)
	return fmt.Sprint(v + int64(n))
}
