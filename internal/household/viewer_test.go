package household_test

import (
	"testing"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/household"
)

const (
	reader  = 5
	witness = 6
)

func viewerOf(id int64) household.NewViewer {
	return household.NewViewer{HouseholdID: id, UserID: reader, WitnessID: witness, Version: "2026-11", Agreed: true}
}

func (h *house) viewedBy(t *testing.T, userID int64) int {
	t.Helper()
	var list []household.Household
	h.view(t, func(tx *db.Tx) (err error) {
		list, err = household.Viewed(tx, userID)
		return err
	})
	return len(list)
}

// A viewer reads from the moment of being named until the household's word, and
// can be named again.
func TestAViewerReadsUntilTheHouseholdsWord(t *testing.T) {
	h := open(t)
	id := h.create(t, family(1)).ID
	for range 2 {
		var v household.Viewer
		h.update(t, func(tx *db.Tx) (err error) {
			v, err = household.NameViewer(tx, operator, viewerOf(id))
			return err
		})
		if h.viewedBy(t, reader) != 1 || h.viewedBy(t, witness) != 0 {
			t.Error("the viewer reads nothing, or somebody else does")
		}
		h.view(t, func(tx *db.Tx) error {
			is, err := household.IsBound(tx, reader)
			if is {
				t.Error("a viewer may act as the household")
			}
			list, err2 := household.Viewers(tx, id)
			if err2 != nil || len(list) != 1 || list[0] != v || v.NamedBy != operator.UserID || v.WitnessID != witness {
				t.Errorf("%+v, %v", list, err2)
			}
			return err
		})
		h.refused(t, "twice", household.ErrViewerKnown, func(tx *db.Tx) error {
			_, err := household.NameViewer(tx, operator, viewerOf(id))
			return err
		})
		remove := func(by actor.Actor) func(tx *db.Tx) error {
			return func(tx *db.Tx) error { return household.RemoveViewer(tx, by, id, v.ID) }
		}
		h.refused(t, "another village's station", household.ErrUnknown, remove(actor.Actor{UserID: 3, Region: "500155201202"}))
		h.refused(t, "the viewer", household.ErrUnknown, remove(actor.Actor{UserID: reader}))
		h.update(t, remove(operator))
		if h.viewedBy(t, reader) != 0 {
			t.Error("removed, and still reading")
		}
		h.refused(t, "remove again", household.ErrNoViewer, remove(operator))
	}
}

func TestAViewerNeedsTheHouseholdAndAWitness(t *testing.T) {
	h := open(t)
	id := h.create(t, family(1)).ID
	other := h.create(t, family(2)).ID
	name := func(by actor.Actor, change func(*household.NewViewer)) func(tx *db.Tx) error {
		in := viewerOf(id)
		change(&in)
		return func(tx *db.Tx) error { _, err := household.NameViewer(tx, by, in); return err }
	}
	h.refused(t, "the household did not agree", fault.ErrInvalid, name(operator, func(in *household.NewViewer) { in.Agreed = false }))
	h.refused(t, "no witness", household.ErrViewerWitness, name(operator, func(in *household.NewViewer) { in.WitnessID = 0 }))
	h.refused(t, "the clerk as witness", household.ErrViewerWitness, name(operator, func(in *household.NewViewer) { in.WitnessID = operator.UserID }))
	h.refused(t, "the viewer as witness", household.ErrViewerWitness, name(operator, func(in *household.NewViewer) { in.WitnessID = reader }))
	h.refused(t, "the clerk as viewer", household.ErrViewerSelf, name(operator, func(in *household.NewViewer) { in.UserID = operator.UserID }))
	h.refused(t, "another village's station", household.ErrUnknown,
		name(actor.Actor{UserID: 3, Region: "500155201202"}, func(*household.NewViewer) {}))
	h.refused(t, "somebody without a region", household.ErrUnknown, name(actor.Actor{UserID: 3}, func(*household.NewViewer) {}))
	h.bind(t, id, reader)
	h.refused(t, "bound already", household.ErrViewerBound, name(operator, func(*household.NewViewer) {}))
	h.update(t, name(operator, func(in *household.NewViewer) { in.HouseholdID = other }))
	h.refused(t, "a viewer withdraws a consent", household.ErrUnknown, func(tx *db.Tx) error {
		return household.WithdrawConsent(tx, actor.Actor{UserID: reader}, other, household.Sale)
	})
}
