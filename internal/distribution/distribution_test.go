package distribution_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/distribution"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/yigoutest/world"
)

// Golden case (a) of domain.md §7: 100,000.01 yuan at 40 % and seven unequal
// holdings.
func TestGoldenCaseOfTheCollective(t *testing.T) {
	terms := distribution.Terms{Regime: distribution.ByShares, Distributable: 10_000_001, ReserveBP: 4_000}
	policy, _ := distribution.PolicyOn(distribution.ByShares, 20261124)
	if err := terms.Check(policy); err != nil {
		t.Fatal(err)
	}
	if terms.Reserve() != 4_000_000 {
		t.Errorf("reserve %s", terms.Reserve())
	}
	var parts []distribution.Part
	for i, units := range []int64{100, 150, 275, 310, 42, 77, 201} {
		parts = append(parts, distribution.Part{Household: int64(i + 1), Units: units})
	}
	cut, err := distribution.Cut(terms, 1, 2026, parts)
	if err != nil {
		t.Fatal(err)
	}
	sum := money.Fen(0)
	for _, p := range cut {
		exact := 6_000_001 * p.Units / 1_155
		if p.Amount() != money.Fen(exact) && p.Amount() != money.Fen(exact+1) {
			t.Errorf("household %d gets %s of %d units", p.Household, p.Amount(), p.Units)
		}
		sum += p.Amount()
	}
	if len(cut) != 7 || sum != 6_000_001 {
		t.Errorf("%d households get %s", len(cut), sum)
	}
	terms.ReserveBP = 4_001
	if err := terms.Check(policy); !errors.Is(err, distribution.ErrReserve) {
		t.Errorf("4001 basis points: %v", err)
	}
}

// A co-op returns at least 60 % of what is left by volume, a fen more where that
// does not divide, and the rest by shares.
func TestACoopReturnsByVolume(t *testing.T) {
	policy, _ := distribution.PolicyOn(distribution.ByPatronage, 20261124)
	terms := distribution.Terms{Regime: distribution.ByPatronage, Distributable: 100_001, ReserveBP: 1_000, VolumeBP: 6_000}
	if err := terms.Check(policy); err != nil {
		t.Fatal(err)
	}
	if terms.Reserve() != 10_000 || terms.Patronage() != 54_001 {
		t.Errorf("reserve %s, by volume %s", terms.Reserve(), terms.Patronage())
	}
	cut, err := distribution.Cut(terms, 1, 2026, []distribution.Part{
		{Household: 1, Units: 100}, {Household: 2, Units: 300, Volume: 50_000}, {Household: 3, Volume: 150_000}, {Household: 4},
	})
	if err != nil || len(cut) != 3 {
		t.Fatal(cut, err)
	}
	byShares, byVolume := money.Fen(0), money.Fen(0)
	for _, p := range cut {
		byShares, byVolume = byShares+p.ByShares, byVolume+p.ByVolume
		if (p.Units == 0) != (p.ByShares == 0) || (p.Volume == 0) != (p.ByVolume == 0) {
			t.Errorf("%+v", p)
		}
	}
	if byShares != 36_000 || byVolume != 54_001 {
		t.Errorf("by shares %s, by volume %s", byShares, byVolume)
	}
	terms.VolumeBP = 5_999
	if err := terms.Check(policy); !errors.Is(err, distribution.ErrVolume) {
		t.Errorf("5999 basis points: %v", err)
	}
	terms.VolumeBP = 6_000
	if _, err := distribution.Cut(terms, 1, 2026, []distribution.Part{{Household: 1, Units: 100}}); !errors.Is(err, distribution.ErrNoSales) {
		t.Errorf("nobody sold: %v", err)
	}
	if _, err := distribution.Cut(terms, 1, 2026, []distribution.Part{{Household: 1, Volume: 100}}); !errors.Is(err, distribution.ErrNoShares) {
		t.Errorf("nobody holds: %v", err)
	}
}

// plan is a world whose honey village has a surplus, a register and a plan for it.
func plan(t *testing.T) (*world.World, distribution.Input) {
	t.Helper()
	w := world.New(t)
	w.Surplus(w.Honey, 10_000_001)
	in := distribution.Input{MerchantID: w.Honey.Merchant.ID, Distributable: 10_000_001, ReserveBP: 4_000}
	w.Update(func(tx *db.Tx) error {
		in.RecordDay, in.Year = tx.Today(), int(tx.Today())/10_000
		var hs []distribution.Holding
		for i, h := range w.Honey.Households {
			hs = append(hs, distribution.Holding{Household: h.ID, Units: int64(100 + 35*i), From: in.RecordDay})
		}
		return distribution.Register(tx, w.Honey.Staff(1), in.MerchantID, hs)
	})
	return w, in
}

// The money arrives where the next payout finds it, and the passbook tells it.
func TestADistributionIsPaidOut(t *testing.T) {
	w, in := plan(t)
	d := w.Distribute(w.Honey, in)
	w.View(func(tx *db.Tx) error {
		owed := money.Fen(0)
		for _, h := range w.Honey.Households {
			bs, err := ledger.BalancesOfOwners(tx, ledger.OwnerHousehold, []int64{h.ID}, ledger.Payable)
			if err != nil {
				return err
			}
			cs, err := distribution.CreditsOf(tx, h.ID, 10)
			if err != nil || len(cs) != 1 || len(bs) != 1 || int64(cs[0].Part.Amount()) != bs[0].Amount() {
				t.Fatalf("%+v %+v %v", bs, cs, err)
			}
			owed += cs[0].Part.Amount()
		}
		reserve, err := ledger.BalancesOfOwners(tx, ledger.OwnerCollective, []int64{in.MerchantID}, ledger.VillageReserve)
		if err != nil || owed != 6_000_001 || d.Payable() != owed || reserve[0].Amount() != 4_000_000 {
			t.Errorf("owed %s, reserve %+v %v", owed, reserve, err)
		}
		return nil
	})
}

// Who may do what, and when.
func TestTheStepsAreGuarded(t *testing.T) {
	w, in := plan(t)
	s := w.Honey
	do := func(what string, want error, step func(tx *db.Tx) error) {
		t.Helper()
		if err := w.DB.Update(t.Context(), step); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", what, err, want)
		}
	}
	var d distribution.Distribution
	draft := func(in distribution.Input) func(tx *db.Tx) error {
		return func(tx *db.Tx) (err error) {
			made, err := distribution.Make(tx, s.Staff(1), in)
			if err == nil {
				d = made
			}
			return err
		}
	}
	with := func(change func(*distribution.Input)) distribution.Input {
		other := in
		change(&other)
		return other
	}
	do("4001", distribution.ErrReserve, draft(with(func(in *distribution.Input) { in.ReserveBP = 4_001 })))
	do("by volume in a collective", distribution.ErrVolume, draft(with(func(in *distribution.Input) { in.VolumeBP = 6_000 })))
	do("more than there is", distribution.ErrSurplus, draft(with(func(in *distribution.Input) { in.Distributable++ })))
	do("before anybody held", distribution.ErrNoShares, draft(with(func(in *distribution.Input) { in.RecordDay = in.RecordDay.Add(-1) })))
	do("a record day to come", distribution.ErrNoShares, draft(with(func(in *distribution.Input) { in.RecordDay = 20000101 })))
	do("a plan", nil, draft(in))
	do("a second one", distribution.ErrYear, draft(in))

	notice := func(by actor.Actor) func(tx *db.Tx) error {
		return func(tx *db.Tx) error { _, err := distribution.Notice(tx, by, d.ID); return err }
	}
	approve := func(by actor.Actor) func(tx *db.Tx) error {
		return func(tx *db.Tx) error { _, err := distribution.Approve(tx, by, d.ID); return err }
	}
	vote := func(v distribution.Vote) func(tx *db.Tx) error {
		return func(tx *db.Tx) error { _, err := distribution.RecordVote(tx, s.Staff(1), d.ID, v); return err }
	}
	post := func(sum money.Fen) func(tx *db.Tx) error {
		return func(tx *db.Tx) error { _, err := distribution.Post(tx, s.Staff(2), d.ID, sum); return err }
	}
	archive := w.Archive()
	do("without the party", distribution.ErrParty, notice(s.Staff(1)))
	if _, err := archive.Attach(t.Context(), s.Staff(1), d.ID, distribution.PartyMeeting, "x", strings.NewReader("<html>")); !errors.Is(err, distribution.ErrPaper) {
		t.Errorf("a web page as minutes: %v", err)
	}
	if _, err := archive.Attach(t.Context(), w.Rice.Staff(1), d.ID, distribution.PartyMeeting, "x", strings.NewReader("%PDF-1.4")); !errors.Is(err, distribution.ErrUnknown) {
		t.Errorf("another merchant's minutes: %v", err)
	}
	w.Paper(archive, s.Staff(1), d.ID, distribution.PartyMeeting)
	do("another merchant", distribution.ErrUnknown, notice(w.Rice.Staff(1)))
	do("noticed", nil, notice(s.Staff(1)))
	do("without minutes", distribution.ErrMinutes, vote(distribution.Vote{Members: 90, Present: 60, InFavour: 60}))
	w.Paper(archive, s.Staff(1), d.ID, distribution.MembersMeeting)
	do("present more than members", nil, vote(distribution.Vote{Members: 90, Present: 60, InFavour: 59}))
	w.Clock.Advance(10 * 24 * time.Hour)
	do("on the last day of the notice", distribution.ErrNotice, approve(s.Town()))
	w.Clock.Advance(24 * time.Hour)
	do("one voice short", distribution.ErrVote, approve(s.Town()))
	do("two thirds", nil, vote(distribution.Vote{Members: 90, Present: 60, InFavour: 60}))
	author := s.Town()
	author.UserID = s.Staff(1).UserID
	do("the author", distribution.ErrPerson, approve(author))
	do("another town", distribution.ErrUnknown, approve(w.Rice.Town()))
	do("before the approval", distribution.ErrState, post(in.Distributable))
	do("the town", nil, approve(s.Town()))
	do("another sum", distribution.ErrSum, post(in.Distributable-1))
	do("posted", nil, post(in.Distributable))
	w.Post()
	do("twice", distribution.ErrSurplus, post(in.Distributable))
	do("taken back", distribution.ErrState, func(tx *db.Tx) error {
		_, err := distribution.Withdraw(tx, s.Staff(1), d.ID)
		return err
	})
}

// The register of a day is what was entered for that day or before, the latest
// entry last, and a withdrawn plan gives its year free.
func TestARecordDaysRegister(t *testing.T) {
	w, in := plan(t)
	first := w.Honey.Households[0].ID
	day := in.RecordDay
	w.Clock.Advance(48 * time.Hour)
	enter := func(household, units int64, from clock.Day) error {
		return w.DB.Update(t.Context(), func(tx *db.Tx) error {
			return distribution.Register(tx, w.Honey.Staff(1), in.MerchantID, []distribution.Holding{{Household: household, Units: units, From: from}})
		})
	}
	for _, units := range []int64{500, 0} {
		if err := enter(first, units, day.Add(1)); err != nil {
			t.Fatal(err)
		}
	}
	if err := enter(w.Rice.Households[0].ID, 1, day); !errors.Is(err, household.ErrUnknown) {
		t.Errorf("another village: %v", err)
	}
	w.View(func(tx *db.Tx) error {
		for d, want := range map[clock.Day]int{day.Add(-1): 0, day: 6, day.Add(1): 5} {
			if hs, err := distribution.RegisterOn(tx, in.MerchantID, d); err != nil || len(hs) != want {
				t.Errorf("%v: %v %v", d, hs, err)
			}
		}
		return nil
	})
	w.Update(func(tx *db.Tx) error {
		d, err := distribution.Make(tx, w.Honey.Staff(1), in)
		if err != nil {
			return err
		}
		if _, err = distribution.Withdraw(tx, w.Honey.Staff(1), d.ID); err != nil {
			return err
		}
		_, err = distribution.Make(tx, w.Honey.Staff(1), in)
		return err
	})
}
