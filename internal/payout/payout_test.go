package payout_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/payout"
	"github.com/yigou/yigou/internal/trade"
	"github.com/yigou/yigou/internal/yigoutest/world"
)

// scene is a world whose honey households have earned and settled money.
type scene struct {
	*world.World
	buyer world.Buyer
	sold  trade.Order // what earn sold last
}

func newScene(t testing.TB) *scene {
	s := &scene{World: world.New(t)}
	s.buyer = s.Buyer()
	for i, h := range s.Honey.Households {
		s.SetPayee(s.Honey, h, world.Card(int64(i+1)))
	}
	return s
}

// earn sells jars and lets every window pass, so that all is settled.
func (s *scene) earn(jars int64) {
	s.T.Helper()
	s.Stock(s.Honey, jars)
	c := s.MustCheckout(s.buyer, trade.Item{SkuID: s.Honey.Sku, Qty: jars})
	s.Pay(c)
	for _, o := range c.Orders {
		s.Deliver(s.buyer, o)
		s.sold = o
	}
	s.Clock.Advance(9 * 24 * time.Hour)
	s.Drain()
	s.Clock.Advance(24 * time.Hour)
	s.Drain()
}

func (s *scene) maker() actor.Actor    { return s.Honey.Staff(1) }
func (s *scene) checker() actor.Actor  { return s.Honey.Staff(2) }
func (s *scene) approver() actor.Actor { return s.Honey.Staff(3) }

func (s *scene) draft() (b payout.Batch, err error) {
	err = s.DB.Update(s.T.Context(), func(tx *db.Tx) error {
		b, err = s.Teller.MakeDraft(tx, s.maker(), s.Key(), payout.DraftInput{
			MerchantID: s.Honey.Merchant.ID, Origin: payout.ByStaff, Layout: "generic",
		})
		return err
	})
	return b, err
}

type stepFunc func(*db.Tx, actor.Actor, string, int64) (payout.Batch, error)

func (s *scene) step(do stepFunc, by actor.Actor, id int64) error {
	return s.DB.Update(s.T.Context(), func(tx *db.Tx) error {
		_, err := do(tx, by, s.Key(), id)
		return err
	})
}

// drop cancels drafts that the calendar made meanwhile.
func (s *scene) dropDrafts() {
	s.T.Helper()
	var bs []payout.Batch
	s.View(func(tx *db.Tx) (err error) {
		bs, err = payout.Batches(tx, s.Honey.Merchant.ID, 0, 100)
		return err
	})
	for _, b := range bs {
		if b.State == payout.Draft {
			s.must(s.step(s.Teller.Cancel, s.maker(), b.ID))
		}
	}
}

func (s *scene) must(err error) {
	s.T.Helper()
	if err != nil {
		s.T.Fatal(err)
	}
}

// exported takes what is owed to the file.
func (s *scene) exported() payout.Batch {
	s.T.Helper()
	b, err := s.draft()
	s.must(err)
	s.must(s.step(s.Teller.Check, s.checker(), b.ID))
	s.must(s.step(s.Teller.Approve, s.approver(), b.ID))
	s.Drain()
	b, err = s.Teller.Export(s.T.Context(), s.DB, s.maker(), s.Key(), b.ID)
	s.must(err)
	return b
}

func (s *scene) file(b payout.Batch) (f payout.File) {
	s.T.Helper()
	s.Update(func(tx *db.Tx) (err error) {
		f, err = s.Teller.Download(tx, s.maker(), b.ID)
		return err
	})
	return f
}

func (s *scene) imports(b payout.Batch, csv string) (payout.ImportRun, int) {
	s.T.Helper()
	run, wrong, err := s.Teller.Import(s.T.Context(), s.DB, s.checker(), b.ID, "回盘.csv", strings.NewReader(csv))
	s.must(err)
	return run, len(wrong)
}

func (s *scene) lines(b payout.Batch) (ls []payout.Line) {
	s.View(func(tx *db.Tx) (err error) {
		ls, err = payout.Lines(tx, b.ID)
		return err
	})
	return ls
}

func (s *scene) batch(id int64) (b payout.Batch) {
	s.View(func(tx *db.Tx) (err error) {
		b, err = payout.Mine(tx, s.maker(), id)
		return err
	})
	return b
}

// onTheWay is Σ 2040 of the honey book, owed Σ 2011.
func (s *scene) sums() (onTheWay, owed money.Fen) {
	s.View(func(tx *db.Tx) error {
		book, err := ledger.BookOf(tx, ledger.OwnerMerchant, s.Honey.Merchant.ID)
		if err != nil {
			return err
		}
		for code, into := range map[ledger.Code]*money.Fen{ledger.PayoutTransit: &onTheWay, ledger.Payable: &owed} {
			bs, err := ledger.BalancesOfBook(tx, book.ID, code)
			if err != nil {
				return err
			}
			for _, b := range bs {
				*into += money.Fen(b.Amount())
			}
		}
		return nil
	})
	return onTheWay, owed
}

const heads = "序号,状态,失败原因,银行流水号,金额\n"

func is(err error, want *fault.Error) bool {
	f, ok := fault.From(err)
	return ok && f.Code == want.Code
}

func TestAHouseholdIsPaid(t *testing.T) {
	s := newScene(t)
	s.earn(12)
	s.dropDrafts()
	_, owed := s.sums()
	b := s.exported()
	if b.Total != owed || b.Lines != 6 {
		t.Fatalf("batch of %d lines and %s, owed %s", b.Lines, b.Total, owed)
	}
	if way, left := s.sums(); way != owed || left != 0 {
		t.Fatalf("%s on the way, %s left", way, left)
	}
	f := s.file(b)
	if again := s.file(b); string(again.Data) != string(f.Data) || !strings.Contains(string(f.Data), "农产品货款") {
		t.Fatal("the file changed, or says something else")
	}
	var answer strings.Builder
	answer.WriteString(heads)
	for _, l := range s.lines(b) {
		fmt.Fprintf(&answer, "%d,成功,,T%d,%s\n", l.Seq, l.Seq, l.Amount)
	}
	if run, wrong := s.imports(b, answer.String()); run.Applied != 6 || wrong != 0 {
		t.Fatalf("import %+v, %d wrong", run, wrong)
	}
	if run, _ := s.imports(b, answer.String()); run.Applied != 0 || run.Same != 6 {
		t.Fatalf("second import %+v", run)
	}
	s.Drain()
	if got := s.batch(b.ID); got.State != payout.Closed {
		t.Fatalf("batch is %s", got.State)
	}
	if way, left := s.sums(); way != 0 || left != 0 {
		t.Fatalf("%s on the way, %s left", way, left)
	}
	s.Healthy()
}

func TestNobodyChecksTheirOwn(t *testing.T) {
	s := newScene(t)
	s.earn(12)
	s.dropDrafts()
	b, err := s.draft()
	s.must(err)
	if err := s.step(s.Teller.Check, s.maker(), b.ID); !is(err, payout.ErrSamePerson) {
		t.Fatalf("maker checks: %v", err)
	}
	if err := s.step(s.Teller.Approve, s.approver(), b.ID); !is(err, payout.ErrState) {
		t.Fatalf("approved unchecked: %v", err)
	}
	s.must(s.step(s.Teller.Check, s.checker(), b.ID))
	if err := s.step(s.Teller.Approve, s.maker(), b.ID); !is(err, payout.ErrSamePerson) {
		t.Fatalf("maker approves: %v", err)
	}
	if err := s.step(s.Teller.Approve, s.Rice.Staff(3), b.ID); !is(err, payout.ErrUnknown) {
		t.Fatalf("another merchant approves: %v", err)
	}
	strict := payout.NewTeller(s.Register, s.Vault, payout.Rules{AloneUpTo: b.Total - 1, Layouts: payout.DefaultLayouts})
	if err := s.step(strict.Approve, s.checker(), b.ID); !is(err, payout.ErrThirdPerson) {
		t.Fatalf("checker approves above the sum: %v", err)
	}
	s.must(s.step(s.Teller.Approve, s.checker(), b.ID)) // below it they may
}

func TestTheWeeklyDraftNeedsTwoPersons(t *testing.T) {
	s := newScene(t)
	s.earn(12)
	var bs []payout.Batch
	for range 7 {
		s.Clock.Advance(24 * time.Hour)
		s.Drain()
	}
	s.View(func(tx *db.Tx) (err error) {
		bs, err = payout.Batches(tx, s.Honey.Merchant.ID, 0, 10)
		return err
	})
	if len(bs) != 1 || bs[0].Origin != payout.ByWeek {
		t.Fatalf("drafts of the week: %+v", bs)
	}
	s.must(s.step(s.Teller.Check, s.checker(), bs[0].ID))
	if err := s.step(s.Teller.Approve, s.checker(), bs[0].ID); !is(err, payout.ErrThirdPerson) {
		t.Fatalf("one person alone: %v", err)
	}
	s.must(s.step(s.Teller.Approve, s.approver(), bs[0].ID))
}

// Money that a refund took between draft and approval keeps its line out of the
// file; the others leave.
func TestARefusedLockStaysOut(t *testing.T) {
	s := newScene(t)
	s.earn(12)
	s.dropDrafts()
	b, err := s.draft()
	s.must(err)
	first := s.lines(b)[0]
	s.Update(func(tx *db.Tx) error {
		ids, err := ledger.Accounts(tx,
			ledger.AccountKey{Book: b.Book, Code: ledger.Payable, Owner: ledger.OwnerHousehold, OwnerID: first.PayeeID},
			ledger.AccountKey{Book: b.Book, Code: ledger.Accrued, Owner: ledger.OwnerHousehold, OwnerID: first.PayeeID})
		if err != nil {
			return err
		}
		return ledger.Enqueue(tx, ledger.Journal{
			Book: b.Book, Kind: ledger.E7Sweep, Ref: 1, RefSeq: 1, EffectiveUS: tx.NowUS(),
			Legs: []ledger.Leg{{Account: ids[0], Amount: 1}, {Account: ids[1], Amount: -1}},
		})
	})
	s.must(s.step(s.Teller.Check, s.checker(), b.ID))
	s.must(s.step(s.Teller.Approve, s.approver(), b.ID))
	if _, err := s.Teller.Export(t.Context(), s.DB, s.maker(), s.Key(), b.ID); !is(err, payout.ErrLocking) {
		t.Fatalf("exported before the ledger answered: %v", err)
	}
	s.Drain()
	b, err = s.Teller.Export(t.Context(), s.DB, s.maker(), s.Key(), b.ID)
	s.must(err)
	if b.Lines != 5 || strings.Contains(string(s.file(b).Data), "\n1,") {
		t.Fatalf("%d lines in the file, the first among them", b.Lines)
	}
	if l := s.lines(b)[0]; l.State != payout.Dropped || l.Reason == "" {
		t.Fatalf("line %+v", l)
	}
	if next, err := s.draft(); err != nil || next.Lines != 1 || next.Total != first.Amount-1 {
		t.Fatalf("the next draft: %+v, %v", next, err)
	}
}

func TestAChangedAccountCools(t *testing.T) {
	s := newScene(t)
	s.earn(12)
	s.dropDrafts()
	h := s.Honey.Households[0]
	s.SetPayee(s.Honey, h, world.Card(77))
	s.Drain()
	if m, ok := s.SMS.Last("137" + world.Guixiang[6:] + "00"); !ok || m.Template != household.TemplatePayeeChanged {
		t.Fatalf("the old phone was told %v", m)
	}
	b, err := s.draft()
	s.must(err)
	if b.Lines != 5 {
		t.Fatalf("%d lines while one account cools", b.Lines)
	}
	s.must(s.step(s.Teller.Cancel, s.maker(), b.ID))
	s.Clock.Advance(25 * time.Hour)
	b, err = s.draft()
	s.must(err)
	if b.Lines != 6 {
		t.Fatalf("%d lines a day later", b.Lines)
	}
	// A change after approval keeps the money at home.
	s.must(s.step(s.Teller.Check, s.checker(), b.ID))
	s.must(s.step(s.Teller.Approve, s.approver(), b.ID))
	s.Drain()
	s.SetPayee(s.Honey, h, world.Card(78))
	b, err = s.Teller.Export(t.Context(), s.DB, s.maker(), s.Key(), b.ID)
	s.must(err)
	s.Drain()
	if l := s.lines(b)[0]; l.State != payout.Failed || strings.Contains(string(s.file(b).Data), world.Card(77)) {
		t.Fatalf("line %+v went to an account that was left", l)
	}
	s.Healthy()
}

func TestPayeeIsChecked(t *testing.T) {
	s := newScene(t)
	set := func(in household.PayeeInput) error {
		return s.DB.Update(t.Context(), func(tx *db.Tx) error {
			_, err := s.Register.SetPayee(tx, s.Honey.Operator, in)
			return err
		})
	}
	good := household.PayeeInput{
		HouseholdID: s.Honey.Households[0].ID, Relation: household.Head, BankName: "梁平农商行",
		Account: world.Card(90), Witness: "测试见证人", Agreed: true,
	}
	for name, spoil := range map[string]func(*household.PayeeInput){
		"one digit off":       func(in *household.PayeeInput) { in.Account = in.Account[:18] + string('0'+(in.Account[18]-'0'+1)%10) },
		"no consent":          func(in *household.PayeeInput) { in.Agreed = false },
		"no witness":          func(in *household.PayeeInput) { in.Witness = "" },
		"a relative unnamed":  func(in *household.PayeeInput) { in.Relation = household.Child },
		"another's account":   func(in *household.PayeeInput) { in.Account = world.Card(2) },
		"outside the station": func(in *household.PayeeInput) { in.HouseholdID = s.Rice.Households[0].ID },
	} {
		in := good
		spoil(&in)
		if err := set(in); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
	if err := set(good); err != nil {
		t.Error(err)
	}
}

// Two persons press at the same time: one of them approves.
func TestApprovedOnce(t *testing.T) {
	s := newScene(t)
	s.earn(12)
	s.dropDrafts()
	b, err := s.draft()
	s.must(err)
	s.must(s.step(s.Teller.Check, s.checker(), b.ID))
	errs := together(func(i int) error {
		return s.DB.Update(t.Context(), func(tx *db.Tx) error {
			_, err := s.Teller.Approve(tx, s.Honey.Staff(int64(10+i)), fmt.Sprint("race", i), b.ID)
			return err
		})
	})
	if (errs[0] == nil) == (errs[1] == nil) {
		t.Fatalf("approvals: %v", errs)
	}
	if err := errors.Join(errs...); !is(err, payout.ErrState) && !is(errs[0], payout.ErrState) && !is(errs[1], payout.ErrState) {
		t.Fatal(err)
	}
	s.Drain()
	s.Healthy()
}

func TestImportedOnce(t *testing.T) {
	s := newScene(t)
	s.earn(12)
	s.dropDrafts()
	b := s.exported()
	var answer strings.Builder
	answer.WriteString(heads)
	for _, l := range s.lines(b) {
		fmt.Fprintf(&answer, "%d,成功,,T%d,\n", l.Seq, l.Seq)
	}
	var runs [2]payout.ImportRun
	errs := together(func(i int) (err error) {
		runs[i], _, err = s.Teller.Import(context.WithoutCancel(t.Context()), s.DB, s.Honey.Staff(int64(10+i)), b.ID, "回盘.csv", strings.NewReader(answer.String()))
		return err
	})
	s.must(errors.Join(errs...))
	if runs[0].Applied+runs[1].Applied != 6 || runs[0].Same+runs[1].Same != 6 {
		t.Fatalf("imports %+v", runs)
	}
	s.Drain()
	s.Healthy()
}

func TestRowsThatDoNotFit(t *testing.T) {
	s := newScene(t)
	s.earn(12)
	s.dropDrafts()
	b := s.exported()
	_, wrong, err := s.Teller.Import(t.Context(), s.DB, s.checker(), b.ID, "回盘.csv", strings.NewReader(heads+
		"99,成功,,T99,\n1,成功,,T1,0.01\n2,也许,,T2,\n3,成功,,T3,\n3,失败,户名不符,T3,\n3,成功,,T4,\nx,成功,,,\n"))
	s.must(err)
	var got []string
	for _, e := range wrong {
		got = append(got, fmt.Sprintf("%d%s %s", e.Line, e.Column, e.Code))
	}
	want := "4B state, 8A seq, 2A unknown, 3E amount, 6B contradiction, 7D twice"
	if strings.Join(got, ", ") != want {
		t.Fatalf("errors %s, want %s", strings.Join(got, ", "), want)
	}
	if l := s.lines(b)[2]; l.State != payout.Paid || l.BankTxn != "T3" {
		t.Fatalf("line 3 %+v", l)
	}
}

// together runs do(0) and do(1) at the same time.
func together(do func(i int) error) []error {
	errs := make([]error, 2)
	var wg sync.WaitGroup
	for i := range errs {
		wg.Go(func() { errs[i] = do(i) })
	}
	wg.Wait()
	return errs
}
