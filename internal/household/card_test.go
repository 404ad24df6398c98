package household_test

import (
	"errors"
	"testing"
	"time"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/household"
)

func (h *house) issue(t *testing.T, id int64) household.IssuedCard {
	t.Helper()
	var c household.IssuedCard
	h.update(t, func(tx *db.Tx) (err error) {
		c, err = h.IssueCard(tx, operator, id)
		return err
	})
	return c
}

// try opens a card and wants this refusal; nil = it opens.
func (h *house) try(t *testing.T, what string, by actor.Actor, token, code string, want error) {
	t.Helper()
	var refused error
	h.update(t, func(tx *db.Tx) (err error) {
		_, refused, err = h.TryCard(tx, by, token, code)
		return err
	})
	if !errors.Is(refused, want) || want == nil && refused != nil {
		t.Errorf("%s: %v, want %v", what, refused, want)
	}
}

// not is another code.
func not(code string) string {
	if code == "0000" {
		return "0001"
	}
	return "0000"
}

func TestACardOpensAtItsOwnStation(t *testing.T) {
	h := open(t)
	id := h.create(t, family(1)).ID
	first := h.issue(t, id)
	elsewhere := actor.Actor{UserID: 3, Region: "500155201202"}
	if len(first.Token) != 26 || len(first.Code) != 4 {
		t.Fatalf("%d letters, %d digits", len(first.Token), len(first.Code))
	}
	h.try(t, "with its code", operator, first.Token, first.Code, nil)
	h.try(t, "no card", operator, "AAAA", first.Code, household.ErrCardUnknown)
	for range household.CardTries + 1 { // who may not open it cannot lock it either
		h.try(t, "another station", elsewhere, first.Token, not(first.Code), household.ErrCardUnknown)
		h.try(t, "a person without a region", actor.Actor{UserID: 4}, first.Token, first.Code, household.ErrCardUnknown)
	}
	h.try(t, "after strangers", operator, first.Token, first.Code, nil)
	second := h.issue(t, id)
	h.try(t, "the lost card", operator, first.Token, first.Code, household.ErrCardUnknown)
	h.try(t, "the new card", operator, second.Token, second.Code, nil)
	h.refused(t, "revoked by another station", household.ErrUnknown, func(tx *db.Tx) error { return household.RevokeCard(tx, elsewhere, id) })
	h.update(t, func(tx *db.Tx) error { return household.RevokeCard(tx, operator, id) })
	h.try(t, "a revoked card", operator, second.Token, second.Code, household.ErrCardUnknown)
	h.refused(t, "revoked again", household.ErrNoCard, func(tx *db.Tx) error { return household.RevokeCard(tx, operator, id) })
}

func TestFiveWrongCodesLockACardForADay(t *testing.T) {
	h := open(t)
	c := h.issue(t, h.create(t, family(1)).ID)
	wrong := not(c.Code)
	for range household.CardTries - 1 {
		h.try(t, "wrong", operator, c.Token, wrong, household.ErrCardCode)
	}
	h.try(t, "right in between", operator, c.Token, c.Code, nil)
	for range household.CardTries - 1 {
		h.try(t, "wrong", operator, c.Token, wrong, household.ErrCardCode)
	}
	locked := func(want int) {
		t.Helper()
		h.view(t, func(tx *db.Tx) error {
			n, err := household.LockedCards(tx, guixiang)
			if n != want {
				t.Errorf("%d cards locked, want %d", n, want)
			}
			return err
		})
	}
	locked(0)
	h.try(t, "the fifth", operator, c.Token, wrong, household.ErrCardLocked)
	h.try(t, "right, but locked", operator, c.Token, c.Code, household.ErrCardLocked)
	locked(1)
	h.clock.Advance(household.CardLock - time.Second)
	h.try(t, "a second too early", operator, c.Token, c.Code, household.ErrCardLocked)
	h.clock.Advance(time.Second)
	locked(0)
	h.try(t, "a day later", operator, c.Token, c.Code, nil)
}
