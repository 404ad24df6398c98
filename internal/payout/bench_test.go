package payout_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/payout"
	"github.com/yigou/yigou/internal/yigoutest/world"
)

const crowd = 10_000

// BenchmarkLock drafts, checks, approves and locks 10,000 households (ledger.md
// R13: at most 5 s); "again" repeats the same requests, which change nothing (at
// most 1 s).
func BenchmarkLock(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		s := &scene{World: world.New(b)}
		s.invite()
		b.StartTimer()
		for _, run := range []string{"s-first", "s-again"} {
			began := time.Now()
			var batch payout.Batch
			s.Update(func(tx *db.Tx) (err error) {
				batch, err = s.Teller.MakeDraft(tx, s.maker(), "draft", payout.DraftInput{MerchantID: s.Honey.Merchant.ID, Origin: payout.ByStaff})
				return err
			})
			s.Update(func(tx *db.Tx) error {
				_, err := s.Teller.Check(tx, s.checker(), "check", batch.ID)
				return err
			})
			s.Update(func(tx *db.Tx) error {
				_, err := s.Teller.Approve(tx, s.approver(), "approve", batch.ID)
				return err
			})
			s.Post()
			s.Update(func(tx *db.Tx) error {
				_, err := payout.ReadLocks(tx, batch.ID)
				return err
			})
			if batch.Lines != crowd {
				b.Fatalf("%d lines", batch.Lines)
			}
			b.ReportMetric(time.Since(began).Seconds(), run)
		}
	}
}

// invite registers the crowd with accounts and owes each of them something.
func (s *scene) invite() {
	s.T.Helper()
	book := int32(0)
	for from := 0; from < crowd; from += 500 {
		s.Update(func(tx *db.Tx) error {
			b, err := ledger.BookOf(tx, ledger.OwnerMerchant, s.Honey.Merchant.ID)
			if err != nil {
				return err
			}
			book = b.ID
			for n := from; n < from+500; n++ {
				if err := s.inviteOne(tx, book, n); err != nil {
					return err
				}
			}
			return nil
		})
	}
	s.Post()
}

func (s *scene) inviteOne(tx *db.Tx, book int32, n int) error {
	h, err := s.Register.Create(tx, world.District, household.NewHousehold{
		Code: fmt.Sprintf("CROWD%06d", n), Region: world.Guixiang, VillageName: "桂香村", GroupName: "1组", HeadName: "测试户",
		HeadIDNo: household.WithIDNoCheck(fmt.Sprintf("500155%04d%02d%02d%03d", 1950+n/1000, n/100%10+1, n%28+1, n%1000)),
		Status:   household.Status{Kind: household.Ordinary}, Persons: 1,
	})
	if err != nil {
		return err
	}
	_, err = s.Register.SetPayee(tx, s.Honey.Operator, household.PayeeInput{
		HouseholdID: h.ID, Relation: household.Head, BankName: "梁平农商行", Account: world.Card(int64(10_000 + n)), Witness: "测试见证人", Agreed: true,
	})
	if err != nil {
		return err
	}
	ids, err := ledger.OpenAccounts(tx,
		ledger.AccountKey{Book: book, Code: ledger.Accrued, Owner: ledger.OwnerHousehold, OwnerID: h.ID},
		ledger.AccountKey{Book: book, Code: ledger.Payable, Owner: ledger.OwnerHousehold, OwnerID: h.ID})
	if err != nil {
		return err
	}
	return ledger.Enqueue(tx, ledger.Journal{
		Book: book, Kind: ledger.E4Settle, Ref: h.ID, RefSeq: 1, EffectiveUS: tx.NowUS(),
		Legs: []ledger.Leg{{Account: ids[0], Amount: 100}, {Account: ids[1], Amount: -100}},
	})
}
