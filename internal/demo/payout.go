package demo

import (
	"fmt"
	"strings"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/identity"
	"github.com/yigou/yigou/internal/payout"
)

// payoutDays before the end the first shop's households bring their cards; the
// calendar's first draft is then paid, all but one line, and the next one is
// left for whoever tries the demo.
const payoutDays = 20

// addTellers hires who checks and who approves the first shop's payouts.
func (s *seeder) addTellers() error {
	o := s.shops[0]
	for i, phone := range []string{checkerPhone, approverPhone} {
		name := o.short + []string{"监事", "理事长"}[i]
		u, err := s.staff(s.district, phone, name, identity.NewGrant{
			Role: identity.SupplierAdmin, OrgID: o.merchant.ID, Region: o.code[:townDigits],
		})
		if err != nil {
			return err
		}
		s.tellers[i] = actor.Actor{
			UserID: u.ID, Role: string(identity.SupplierAdmin), OrgKind: "supplier", OrgID: o.merchant.ID,
			Region: o.code[:townDigits], RequestID: "seed",
		}
	}
	return nil
}

// payOut does what the merchant's people do on a morning: the first draft goes to
// the bank and its answer is read a day later.
func (s *seeder) payOut(first bool) error {
	if first {
		return s.bringCards()
	}
	var batches []payout.Batch
	err := s.app.DB.View(s.ctx, func(tx *db.Tx) (err error) {
		batches, err = payout.Batches(tx, s.shops[0].merchant.ID, 0, 10)
		return err
	})
	if err != nil || len(batches) == 0 {
		return err
	}
	switch b := batches[len(batches)-1]; b.State { //nolint:exhaustive // nothing else is left to do
	case payout.Draft:
		return s.update(func(tx *db.Tx) error {
			if _, err := s.app.Teller.Check(tx, s.tellers[0], "demo-check", b.ID); err != nil {
				return err
			}
			_, err := s.app.Teller.Approve(tx, s.tellers[1], "demo-approve", b.ID)
			return err
		})
	case payout.Approved:
		_, err := s.app.Teller.Export(s.ctx, s.app.DB, s.tellers[0], "demo-export", b.ID)
		return err
	case payout.Exported:
		_, _, err := s.app.Teller.Import(s.ctx, s.app.DB, s.tellers[0], b.ID, "银行回盘.csv", strings.NewReader(bankAnswer(b)))
		return err
	}
	return nil
}

// bankAnswer pays every line but the second, whose name does not match.
func bankAnswer(b payout.Batch) string {
	var rows strings.Builder
	rows.WriteString("序号,状态,失败原因,银行流水号\n")
	for n := 1; n <= b.Lines; n++ {
		if n == 2 {
			rows.WriteString("2,失败,户名不符,\n")
			continue
		}
		fmt.Fprintf(&rows, "%d,成功,,NS%012d\n", n, n)
	}
	return rows.String()
}

// bringCards captures the accounts of the first shop's households that agreed to
// be paid by card; the last of ten has not come yet.
func (s *seeder) bringCards() error {
	o := s.shops[0]
	for i, h := range o.households {
		if i%10 == 9 {
			continue
		}
		err := s.update(func(tx *db.Tx) error {
			_, err := s.app.Register.SetPayee(tx, o.operator, household.PayeeInput{
				HouseholdID: h.ID, Relation: household.Head, BankName: "梁平农商行" + o.town + "支行", Account: inventCard(i),
				Witness: "服务站工作人员", Agreed: true,
			})
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// inventCard is a number with a valid check digit that no bank has given out.
func inventCard(n int) string {
	for d := range 10 {
		if no := fmt.Sprintf("999999%012d%d", n, d); household.Luhn(no) {
			return no
		}
	}
	return ""
}
