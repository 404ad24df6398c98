package payout

import (
	"slices"
	"strconv"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/id"
	"github.com/yigou/yigou/internal/idem"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/supplier"
)

// Why says why a household that is owed money would not be paid now.
type Why string

// The reasons; "" = it would be paid.
const (
	WhyNoPayee Why = "no_payee" // 没有收款账户
	WhyCooling Why = "cooling"  // 冷静期内
	WhyFlagged Why = "flagged"  // 账户待核
	WhyWaiting Why = "waiting"  // 已在另一个批次里
)

var whyOf = map[household.PayeeState]Why{
	household.PayeeNone: WhyNoPayee, household.PayeeCooled: WhyCooling, household.PayeeFlagged: WhyFlagged,
}

// Owed is a household with settled money in a book.
type Owed struct {
	HouseholdID int64
	Amount      money.Fen
	Payee       household.Payee
	Why         Why
}

// ListOwed lists every household a merchant owes settled money, in the order of
// their ids.
func ListOwed(tx *db.Tx, merchantID int64) ([]Owed, error) {
	book, err := ledger.BookOf(tx, ledger.OwnerMerchant, merchantID)
	if err != nil {
		return nil, err
	}
	return owedIn(tx, book.ID)
}

func owedIn(tx *db.Tx, book int32) ([]Owed, error) {
	balances, err := ledger.BalancesOfBook(tx, book, ledger.Payable)
	if err != nil {
		return nil, err
	}
	var list []Owed
	var ids []int64
	for _, b := range balances {
		if b.Amount() > 0 {
			list = append(list, Owed{HouseholdID: b.Key.OwnerID, Amount: money.Fen(b.Amount())})
			ids = append(ids, b.Key.OwnerID)
		}
	}
	payees, err := household.Payees(tx, ids)
	if err != nil {
		return nil, err
	}
	waiting, err := selectWaiting(tx, book, KindHousehold)
	if err != nil {
		return nil, err
	}
	for i := range list {
		o := &list[i]
		o.Payee = payees[o.HouseholdID]
		if o.Why = whyOf[o.Payee.StateAt(tx.NowUS())]; waiting[o.HouseholdID] {
			o.Why = WhyWaiting
		}
	}
	return list, nil
}

// DraftInput asks for a batch.
type DraftInput struct {
	MerchantID  int64
	Layout      string // "" = the first configured
	HouseholdID int64  // only this one; 0 = everybody who can be paid
	Origin      Origin
}

// MakeDraft drafts a batch of everybody who can be paid. Nothing is locked yet.
// The same key gives the same batch. Refusals: ErrNobody, ErrWaiting, ErrLayout.
func (t *Teller) MakeDraft(tx *db.Tx, by actor.Actor, key string, in DraftInput) (Batch, error) {
	mint := tx.NewID()
	first, replayed, err := idem.Once(tx, "payout.draft."+strconv.FormatInt(by.UserID, 10), key, in, mint)
	if err != nil {
		return Batch{}, err
	}
	if replayed {
		return selectBatch(tx, first)
	}
	return t.draft(tx, by, mint, strconv.FormatInt(mint, 10), in)
}

func (t *Teller) draft(tx *db.Tx, by actor.Actor, batchID int64, source string, in DraftInput) (Batch, error) {
	layout, err := t.layout(in.Layout)
	if err != nil {
		return Batch{}, err
	}
	book, err := ledger.BookOf(tx, ledger.OwnerMerchant, in.MerchantID)
	if err != nil {
		return Batch{}, err
	}
	owed, err := owedIn(tx, book.ID)
	if err != nil {
		return Batch{}, err
	}
	merchants, err := supplier.ByIDs(tx, []int64{in.MerchantID})
	if err != nil {
		return Batch{}, err
	}
	b := Batch{
		ID: batchID, No: id.Number("F", batchID), Book: book.ID, MerchantID: in.MerchantID, Region: merchants[in.MerchantID].Region,
		Origin: in.Origin, Layout: layout.Key, State: Draft, Made: Step{by.UserID, tx.NowUS()},
	}
	lines := b.plan(tx, owed, in.HouseholdID)
	if len(lines) == 0 {
		return Batch{}, ErrNobody
	}
	if err := insertBatch(tx, b, source); err != nil {
		return Batch{}, err
	}
	if err := insertLines(tx, lines); err != nil {
		if db.IsDuplicate(err) {
			err = ErrWaiting
		}
		return Batch{}, err
	}
	return b, audit.Add(tx, by, "payout.draft", "payout", b.ID, b.No+" "+b.Total.String())
}

// plan makes the lines of everybody who can be paid, or of one household.
func (b *Batch) plan(tx *db.Tx, owed []Owed, only int64) (lines []Line) {
	for _, o := range owed {
		if o.Why != "" || only != 0 && o.HouseholdID != only {
			continue
		}
		lines = append(lines, Line{
			ID: tx.NewID(), BatchID: b.ID, Seq: len(lines) + 1, Book: b.Book, PayeeKind: KindHousehold, PayeeID: o.HouseholdID,
			AccountID: o.Payee.ID, BankName: o.Payee.BankName, Tail: o.Payee.Tail, Amount: o.Amount, State: Planned,
		})
		b.Lines++
		b.Total += o.Amount
	}
	return lines
}

// DraftForHousehold drafts what every merchant owes one household that asks at
// its station: no sum is too small. The drafts go to the merchants' staff to
// check.
func (t *Teller) DraftForHousehold(tx *db.Tx, by actor.Actor, key string, householdID int64) ([]Batch, error) {
	if _, err := household.Get(tx, by.Region, householdID); err != nil {
		return nil, err
	}
	balances, err := ledger.BalancesOfOwners(tx, ledger.OwnerHousehold, []int64{householdID}, ledger.Payable)
	if err != nil {
		return nil, err
	}
	var books []int32
	for _, b := range balances {
		if b.Amount() > 0 {
			books = append(books, b.Key.Book)
		}
	}
	owners, err := ledger.BooksByID(tx, books)
	if err != nil {
		return nil, err
	}
	var made []Batch
	for _, book := range books {
		in := DraftInput{MerchantID: owners[book].OwnerID, HouseholdID: householdID, Origin: ByRequest}
		b, err := t.MakeDraft(tx, by, key+"."+strconv.Itoa(int(book)), in)
		if f, ok := fault.From(err); ok && f.Code == ErrNobody.Code {
			continue
		}
		if err != nil {
			return nil, err
		}
		made = append(made, b)
	}
	if len(made) == 0 {
		return nil, ErrNobody
	}
	return made, nil
}

func (t *Teller) layout(key string) (Layout, error) {
	if key == "" && len(t.rules.Layouts) > 0 {
		return t.rules.Layouts[0], nil
	}
	i := slices.IndexFunc(t.rules.Layouts, func(l Layout) bool { return l.Key == key })
	if i < 0 {
		return Layout{}, ErrLayout
	}
	return t.rules.Layouts[i], nil
}
