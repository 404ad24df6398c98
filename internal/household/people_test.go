package household_test

import (
	"context"
	"strings"
	"testing"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/outbox"
	"github.com/yigou/yigou/internal/sms"
)

func consent(id int64, version string) household.ConsentInput {
	return household.ConsentInput{
		HouseholdID: id, Purpose: household.Sale, Version: version, Channel: household.OnPaper, Witness: "周见证",
	}
}

func (h *house) agree(t *testing.T, by actor.Actor, in household.ConsentInput) household.Consent {
	t.Helper()
	var c household.Consent
	h.update(t, func(tx *db.Tx) (err error) {
		c, err = h.GiveConsent(tx, by, in)
		return err
	})
	return c
}

func (h *house) agreed(t *testing.T, id int64, p household.Purpose) bool {
	t.Helper()
	var ok bool
	h.view(t, func(tx *db.Tx) error {
		m, err := household.Consenting(tx, []int64{id, 7}, p)
		ok = m[id]
		return err
	})
	return ok
}

func TestConsentIsPerPurposeAndCanBeWithdrawn(t *testing.T) {
	h := open(t)
	id := h.create(t, family(1)).ID
	first := h.agree(t, operator, consent(id, "2026-01"))
	if again := h.agree(t, operator, consent(id, "2026-01")); again.ID != first.ID {
		t.Error("the same text was recorded twice")
	}
	if !h.agreed(t, id, household.Sale) || h.agreed(t, id, household.NameToBuyer) {
		t.Error("one purpose stands for another")
	}
	if newer := h.agree(t, operator, consent(id, "2026-09")); newer.ID == first.ID {
		t.Error("a newer text was not recorded")
	}
	withdraw := func(tx *db.Tx) error { return household.WithdrawConsent(tx, operator, id, household.Sale) }
	for range 2 { // given and withdrawn in the same instant, twice
		h.update(t, withdraw)
		if h.agreed(t, id, household.Sale) {
			t.Error("withdrawn, but still consenting")
		}
		h.refused(t, "withdraw again", household.ErrNoConsent, withdraw)
		h.agree(t, operator, consent(id, "2026-09"))
	}
	h.view(t, func(tx *db.Tx) error {
		all, err := household.Consents(tx, id)
		live := 0
		for _, c := range all {
			if c.WithdrawnUS == 0 {
				live++
			}
		}
		if len(all) != 4 || live != 1 {
			t.Errorf("%d consents, %d live", len(all), live)
		}
		return err
	})
}

func TestConsentNeedsAWitnessAndTheRightPerson(t *testing.T) {
	h := open(t)
	id := h.create(t, family(1)).ID
	give := func(by actor.Actor, change func(*household.ConsentInput)) func(tx *db.Tx) error {
		in := consent(id, "2026-01")
		if change != nil {
			change(&in)
		}
		return func(tx *db.Tx) error { _, err := h.GiveConsent(tx, by, in); return err }
	}
	h.refused(t, "no witness", fault.ErrInvalid, give(operator, func(in *household.ConsentInput) { in.Witness = "" }))
	h.refused(t, "unknown purpose", fault.ErrInvalid, give(operator, func(in *household.ConsentInput) { in.Purpose = "all" }))
	h.refused(t, "another village's station", household.ErrUnknown, give(actor.Actor{UserID: 3, Region: "500155201202"}, nil))
	h.refused(t, "a stranger", household.ErrUnknown, give(actor.Actor{UserID: 3}, nil))
	h.bind(t, id, 3)
	h.refused(t, "the household itself", nil, give(actor.Actor{UserID: 3}, func(in *household.ConsentInput) {
		in.Channel, in.Witness = household.OnScreen, ""
	}))
}

func (h *house) bind(t *testing.T, id, userID int64) {
	t.Helper()
	h.update(t, func(tx *db.Tx) error {
		_, err := h.BindAtStation(tx, operator, household.StationBinding{
			HouseholdID: id, UserID: userID, Relation: household.Child, Witness: "周见证",
		})
		return err
	})
}

func (h *house) boundTo(t *testing.T, userID int64) string {
	t.Helper()
	var codes []string
	h.view(t, func(tx *db.Tx) error {
		list, err := household.Bound(tx, userID)
		for _, x := range list {
			codes = append(codes, x.Code)
		}
		is, err2 := household.IsBound(tx, userID)
		if err2 == nil && is != (len(list) > 0) {
			t.Errorf("IsBound %v, Bound %v", is, codes)
		}
		return err
	})
	return strings.Join(codes, " ")
}

func tail(no string) string { return no[14:] }

func TestBindBySMSNeedsPhoneAndHeadsNumber(t *testing.T) {
	h := open(t)
	mine, neighbour := family(1), family(2)
	neighbour.Phone = mine.Phone // one phone registered for two households
	h.create(t, mine)
	h.create(t, neighbour)
	bind := func(phone, idTail string) func(tx *db.Tx) error {
		return func(tx *db.Tx) error {
			_, err := h.BindBySMS(tx, household.SMSBinding{UserID: 5, Phone: phone, IDTail: idTail, Relation: household.Child})
			return err
		}
	}
	h.refused(t, "wrong number", household.ErrNoMatch, bind(mine.Phone, "0000"))
	h.refused(t, "wrong phone", household.ErrNoMatch, bind("19900000099", tail(mine.HeadIDNo)))
	h.refused(t, "not a number", household.ErrNoMatch, bind(mine.Phone, "x"))
	h.refused(t, "an empty number", household.ErrNoMatch, bind(mine.Phone, ""))
	if got := h.boundTo(t, 5); got != "" {
		t.Fatalf("bound to %q", got)
	}
	for range 2 { // pressing twice binds once
		h.refused(t, "right", nil, bind(mine.Phone, strings.ToLower(tail(mine.HeadIDNo))))
	}
	if got := h.boundTo(t, 5); got != mine.Code {
		t.Errorf("bound to %q, want %q", got, mine.Code)
	}
}

// Every new binding tells the registered phone; the promise in the outbox holds
// no phone.
func TestRegisteredPhoneIsTold(t *testing.T) {
	h := open(t)
	in := family(1)
	silent := family(2)
	silent.Phone = ""
	h.bind(t, h.create(t, in).ID, 5)
	h.bind(t, h.create(t, silent).ID, 5)
	h.view(t, func(tx *db.Tx) error {
		var bodies []string
		err := tx.SQL().Raw("SELECT body FROM job").Scan(&bodies).Error
		if len(bodies) != 2 || strings.Contains(strings.Join(bodies, ""), in.Phone) {
			t.Errorf("jobs %q", bodies)
		}
		return err
	})
	var fake sms.Fake
	handlers := map[string]outbox.Handler{household.JobBound: h.NoticeHandler(h.db, &fake)}
	n, err := outbox.Work(context.WithoutCancel(t.Context()), h.db, "test", 10, handlers)
	if err != nil || n != 2 {
		t.Fatalf("%d jobs, %v", n, err)
	}
	if m, ok := fake.Last(in.Phone); !ok || m.Template != household.TemplateBound {
		t.Errorf("told %v, %v", m, ok)
	}
	if waiting, dead, err := h.jobs(t); waiting+dead != 0 || err != nil {
		t.Errorf("%d waiting, %d dead, %v", waiting, dead, err)
	}
}

func (h *house) jobs(t *testing.T) (waiting, dead int64, err error) {
	t.Helper()
	h.view(t, func(tx *db.Tx) error {
		waiting, dead, err = outbox.Waiting(tx)
		return err
	})
	return waiting, dead, err
}

func TestUnbind(t *testing.T) {
	h := open(t)
	id := h.create(t, family(1)).ID
	h.bind(t, id, 5)
	unbind := func(by actor.Actor) func(tx *db.Tx) error {
		return func(tx *db.Tx) error { return household.Unbind(tx, by, id, 5) }
	}
	h.refused(t, "a stranger", household.ErrNotBound, unbind(actor.Actor{UserID: 6}))
	h.refused(t, "another village", household.ErrUnknown, unbind(actor.Actor{UserID: 6, Region: "500155201"}))
	h.refused(t, "the person", nil, unbind(actor.Actor{UserID: 5}))
	h.refused(t, "again", household.ErrNotBound, unbind(actor.Actor{UserID: 5}))
	if got := h.boundTo(t, 5); got != "" {
		t.Errorf("bound to %q", got)
	}
	h.bind(t, id, 5) // and again, in the same instant
	h.refused(t, "the station", nil, unbind(operator))
}

func TestBindAtStationNeedsAWitness(t *testing.T) {
	h := open(t)
	id := h.create(t, family(1)).ID
	for what, in := range map[string]household.StationBinding{
		"no witness":  {HouseholdID: id, UserID: 5, Relation: household.Child},
		"no relation": {HouseholdID: id, UserID: 5, Witness: "周见证"},
		"no user":     {HouseholdID: id, Relation: household.Child, Witness: "周见证"},
	} {
		h.refused(t, what, fault.ErrInvalid, func(tx *db.Tx) error { _, err := h.BindAtStation(tx, operator, in); return err })
	}
	h.refused(t, "elsewhere", household.ErrUnknown, func(tx *db.Tx) error {
		_, err := h.BindAtStation(tx, actor.Actor{UserID: 9, Region: "500155201"},
			household.StationBinding{HouseholdID: id, UserID: 5, Relation: household.Child, Witness: "周见证"})
		return err
	})
}
