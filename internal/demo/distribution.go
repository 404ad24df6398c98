package demo

import (
	"strings"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/distribution"
)

// The first shop's collective shares its year out: drafted and noticed on one
// morning, voted on, approved and posted on another, behind the notice.
const (
	noticeDays = 17 // before the end
	creditDays = 5
)

// minutes is a one-page file that says what it is.
const minutes = "%PDF-1.4\n% 演示用的会议记录，没有真实内容\n"

// shareOut does what the collective's people do on a morning.
func (s *seeder) shareOut(left int) error {
	switch left {
	case noticeDays:
		return s.planShares()
	case creditDays:
		return s.creditShares()
	}
	return nil
}

func (s *seeder) planShares() error {
	o, by := s.shops[0], s.tellers[0]
	var d distribution.Distribution
	err := s.update(func(tx *db.Tx) error {
		holdings := make([]distribution.Holding, len(o.households))
		for i, h := range o.households {
			holdings[i] = distribution.Holding{Household: h.ID, Units: int64(100 + 25*(i%7)), From: tx.Today()}
		}
		if err := distribution.Register(tx, by, o.merchant.ID, holdings); err != nil {
			return err
		}
		bounds, err := distribution.BoundsOf(tx, o.merchant.ID)
		if err != nil {
			return err
		}
		d, err = distribution.Make(tx, by, distribution.Input{
			MerchantID: o.merchant.ID, Year: int(tx.Today()) / 10_000, RecordDay: tx.Today(), Distributable: bounds.Surplus * 8 / 10,
			ReserveBP: bounds.Policy.ReserveMax, Note: "留两成在账上周转",
		})
		return err
	})
	if err != nil {
		return err
	}
	if err := s.attach(d.ID, distribution.PartyMeeting, "村党组织会议记录.pdf"); err != nil {
		return err
	}
	err = s.update(func(tx *db.Tx) error {
		_, err := distribution.Notice(tx, by, d.ID)
		return err
	})
	if err != nil {
		return err
	}
	return s.attach(d.ID, distribution.MembersMeeting, "成员大会会议记录.pdf")
}

func (s *seeder) attach(id int64, kind distribution.PaperKind, name string) error {
	_, err := s.app.Papers.Attach(s.ctx, s.tellers[0], id, kind, name, strings.NewReader(minutes))
	return err
}

func (s *seeder) creditShares() error {
	o := s.shops[0]
	return s.update(func(tx *db.Tx) error {
		list, err := distribution.List(tx, distribution.Query{MerchantID: o.merchant.ID, Limit: 1})
		if err != nil || len(list) == 0 {
			return err
		}
		d := list[0]
		n := len(o.households)
		if _, err := distribution.RecordVote(tx, s.tellers[0], d.ID, distribution.Vote{Members: n, Present: n, InFavour: n - 1}); err != nil {
			return err
		}
		if _, err := distribution.Approve(tx, s.towns[o.code[:townDigits]], d.ID); err != nil {
			return err
		}
		_, err = distribution.Post(tx, s.tellers[1], d.ID, d.Terms.Distributable)
		return err
	})
}
