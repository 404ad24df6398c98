package world

import (
	"strings"
	"time"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/blob"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/distribution"
	"github.com/yigou/yigou/internal/identity"
	"github.com/yigou/yigou/internal/ledger"
)

// Town reviews the village of a shop.
func (s Shop) Town() actor.Actor {
	return actor.Actor{UserID: 2, Role: identity.TownReviewer, Region: s.Merchant.Region[:9]}
}

// Surplus puts money into the shop's surplus without a sale behind it: for tests
// that need something to share out and no doctor.
func (w *World) Surplus(s Shop, amount int64) {
	w.T.Helper()
	w.Update(func(tx *db.Tx) error {
		book, err := ledger.BookOf(tx, ledger.OwnerMerchant, s.Merchant.ID)
		if err != nil {
			return err
		}
		ids, err := ledger.OpenAccounts(tx,
			ledger.AccountKey{Book: book.ID, Code: ledger.Custody, Owner: ledger.OwnerMerchant, OwnerID: s.Merchant.ID},
			ledger.AccountKey{Book: book.ID, Code: ledger.CollectiveDue, Owner: ledger.OwnerCollective, OwnerID: s.Merchant.ID})
		if err != nil {
			return err
		}
		return ledger.Enqueue(tx, ledger.Journal{
			Book: book.ID, Kind: ledger.E16Safeguard, Ref: s.Merchant.ID, RefSeq: tx.NewID(), EffectiveUS: tx.NowUS(),
			Legs: []ledger.Leg{{Account: ids[0], Amount: amount}, {Account: ids[1], Amount: -amount}},
		})
	})
	w.Post()
}

// Archive keeps papers in a directory of the test's own.
func (w *World) Archive() *distribution.Archive {
	w.T.Helper()
	disk, err := blob.OpenDisk(w.T.TempDir())
	if err != nil {
		w.T.Fatal(err)
	}
	w.T.Cleanup(func() { _ = disk.Close() })
	return distribution.NewArchive(w.DB, disk)
}

// Paper attaches invented minutes to a distribution.
func (w *World) Paper(a *distribution.Archive, by actor.Actor, id int64, kind distribution.PaperKind) {
	w.T.Helper()
	if _, err := a.Attach(w.T.Context(), by, id, kind, "会议记录.pdf", strings.NewReader("%PDF-1.4 测试")); err != nil {
		w.T.Fatal(err)
	}
}

// Distribute takes a plan of a shop through notice, vote and approval to its
// posting: drafted by 1, posted by 2 of the merchant's people.
func (w *World) Distribute(s Shop, in distribution.Input) (d distribution.Distribution) {
	w.T.Helper()
	archive := w.Archive()
	w.Update(func(tx *db.Tx) (err error) {
		d, err = distribution.Make(tx, s.Staff(1), in)
		return err
	})
	w.Paper(archive, s.Staff(1), d.ID, distribution.PartyMeeting)
	w.Update(func(tx *db.Tx) error {
		_, err := distribution.Notice(tx, s.Staff(1), d.ID)
		return err
	})
	w.Paper(archive, s.Staff(1), d.ID, distribution.MembersMeeting)
	w.Clock.Advance(11 * 24 * time.Hour)
	w.Update(func(tx *db.Tx) (err error) {
		if _, err = distribution.RecordVote(tx, s.Staff(1), d.ID, distribution.Vote{Members: 90, Present: 70, InFavour: 61}); err != nil {
			return err
		}
		if _, err = distribution.Approve(tx, s.Town(), d.ID); err != nil {
			return err
		}
		d, err = distribution.Post(tx, s.Staff(2), d.ID, in.Distributable)
		return err
	})
	w.Post()
	return d
}
