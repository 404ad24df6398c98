package benefit_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/alloc"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/benefit"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/yigoutest"
)

const (
	merchant = 41
	station  = 51
)

var clerk = actor.Actor{UserID: 9, Role: "supplier_admin", OrgKind: "supplier", OrgID: merchant, Region: "500155130200"}

func fees() []benefit.FeeRule {
	return []benefit.FeeRule{
		{Role: alloc.RoleStation, BP: 300, PayeeKind: "station", PayeeID: station},
		{Role: alloc.RoleCollective, BP: 250, PayeeKind: "collective", PayeeID: merchant},
		{Role: alloc.RoleService, BP: 200, VatBP: 600, PayeeKind: "merchant", PayeeID: merchant},
		{Role: alloc.RolePacking, FenPerKG: 50, PayeeKind: "station", PayeeID: station},
	}
}

func input() benefit.CreateInput {
	return benefit.CreateInput{MerchantID: merchant, Region: "500155130200", Name: " 代销助农 ", Fees: fees()}
}

func update(t *testing.T, d *db.DB, fn func(*db.Tx) error) {
	t.Helper()
	if err := d.Update(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}

// active returns a database with the merchant's book open, and the book.
func active(t *testing.T) (*db.DB, int32) {
	t.Helper()
	d := yigoutest.DB(t)
	var book int32
	update(t, d, func(tx *db.Tx) (err error) {
		book, err = ledger.OpenBook(tx, ledger.OwnerMerchant, merchant)
		return err
	})
	return d, book
}

func create(t *testing.T, d *db.DB) (v benefit.Version) {
	t.Helper()
	update(t, d, func(tx *db.Tx) (err error) {
		v, err = benefit.Create(tx, clerk, input())
		return err
	})
	return v
}

func same(a, b benefit.Version) bool {
	return slices.Equal(a.Fees, b.Fees) && a.ID == b.ID && a.LinkID == b.LinkID && a.MerchantID == b.MerchantID && a.Region == b.Region &&
		a.Kind == b.Kind && a.Name == b.Name && a.No == b.No && a.Summary == b.Summary && a.CreatedUS == b.CreatedUS
}

func TestALinkIsWrittenInFull(t *testing.T) {
	d, book := active(t)
	v := create(t, d)
	const want = "服务站 3%、村集体 2.5%、服务费 2%（含税 6%）、包装每公斤 0.50 元，其余归农户"
	if v.No != 1 || v.Kind != benefit.Consignment || v.Name != "代销助农" || v.Summary != want {
		t.Errorf("version %+v", v)
	}
	update(t, d, func(tx *db.Tx) error {
		current, err := benefit.Current(tx, []int64{v.LinkID, 7})
		if err != nil || len(current) != 1 || !same(current[v.LinkID], v) {
			t.Errorf("Current = %+v, %v", current, err)
		}
		list, err := benefit.List(tx, merchant)
		if err != nil || len(list) != 1 || !same(list[0], v) {
			t.Errorf("List = %+v, %v", list, err)
		}
		cut, err := v.FeesIn(tx, book)
		if err != nil || len(cut) != 4 || cut[2].VatAccount == 0 || cut[0].VatAccount != 0 || cut[0].Account != cut[3].Account || cut[0].Account == cut[1].Account {
			t.Errorf("FeesIn = %+v, %v", cut, err)
		}
		tax, err := ledger.Account(tx, book, ledger.TaxDue, ledger.OwnerMerchant, merchant, 0)
		if err != nil || tax != cut[2].VatAccount {
			t.Errorf("tax account %d, %v", tax, err)
		}
		log, err := audit.List(tx, audit.Query{Limit: 10})
		if err != nil || len(log) != 1 || log[0].Verb != "benefit.create" || log[0].ObjectID != v.LinkID {
			t.Errorf("audit %+v, %v", log, err)
		}
		return nil
	})
}

func TestARevisionLeavesTheOldVersionAlone(t *testing.T) {
	d, _ := active(t)
	first := create(t, d)
	var second benefit.Version
	update(t, d, func(tx *db.Tx) (err error) {
		second, err = benefit.Revise(tx, clerk, benefit.ReviseInput{
			LinkID: first.LinkID, MerchantID: merchant, CurrentID: first.ID, Fees: fees()[:1],
		})
		return err
	})
	if second.No != 2 || second.ID == first.ID || second.Summary != "服务站 3%，其余归农户" {
		t.Errorf("second version %+v", second)
	}
	update(t, d, func(tx *db.Tx) error {
		by, err := benefit.ByID(tx, []int64{first.ID, second.ID})
		if err != nil || !same(by[first.ID], first) || !same(by[second.ID], second) {
			t.Errorf("ByID = %+v, %v", by, err)
		}
		history, err := benefit.History(tx, first.MerchantID, first.LinkID)
		if err != nil || len(history) != 2 || history[0].No != 2 {
			t.Errorf("History = %+v, %v", history, err)
		}
		current, err := benefit.Current(tx, []int64{first.LinkID})
		if err != nil || current[first.LinkID].ID != second.ID {
			t.Errorf("Current = %+v, %v", current, err)
		}
		return nil
	})
	for name, c := range map[string]struct {
		in   benefit.ReviseInput
		want error
	}{
		"an editor who saw version 1": {benefit.ReviseInput{LinkID: first.LinkID, MerchantID: merchant, CurrentID: first.ID, Fees: fees()}, benefit.ErrChanged},
		"another merchant":            {benefit.ReviseInput{LinkID: first.LinkID, MerchantID: 42, CurrentID: second.ID, Fees: fees()}, benefit.ErrNotFound},
		"no such link":                {benefit.ReviseInput{LinkID: 1, MerchantID: merchant, CurrentID: second.ID, Fees: fees()}, benefit.ErrNotFound},
	} {
		err := d.Update(t.Context(), func(tx *db.Tx) error {
			_, err := benefit.Revise(tx, clerk, c.in)
			return err
		})
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestBadFeesAreRefusedByField(t *testing.T) {
	d, _ := active(t)
	for name, c := range map[string]struct {
		spoil func(*benefit.CreateInput)
		field string
	}{
		"no name":              {func(in *benefit.CreateInput) { in.Name = "  " }, "name"},
		"role":                 {func(in *benefit.CreateInput) { in.Fees[0].Role = "bribe" }, "fees[0].role"},
		"household as a fee":   {func(in *benefit.CreateInput) { in.Fees[0].Role = alloc.RoleHousehold }, "fees[0].role"},
		"rate and weight":      {func(in *benefit.CreateInput) { in.Fees[3].BP = 10 }, "fees[3]"},
		"neither":              {func(in *benefit.CreateInput) { in.Fees[1].BP = 0 }, "fees[1]"},
		"packing as a rate":    {func(in *benefit.CreateInput) { in.Fees[3].BP, in.Fees[3].FenPerKG = 10, 0 }, "fees[3].bp"},
		"VAT on a station":     {func(in *benefit.CreateInput) { in.Fees[0].VatBP = 600 }, "fees[0].vat_bp"},
		"payee of another":     {func(in *benefit.CreateInput) { in.Fees[0].PayeeKind = "carrier" }, "fees[0].payee_kind"},
		"nobody":               {func(in *benefit.CreateInput) { in.Fees[0].PayeeID = 0 }, "fees[0].payee_id"},
		"another merchant's":   {func(in *benefit.CreateInput) { in.Fees[2].PayeeID = 77 }, "fees[2].payee_id"},
		"the whole price":      {func(in *benefit.CreateInput) { in.Fees[0].BP = 9_550 }, "fees"},
		"more than the price":  {func(in *benefit.CreateInput) { in.Fees[0].BP = 10_000 }, "fees[0].bp"},
		"negative":             {func(in *benefit.CreateInput) { in.Fees[0].BP = -1 }, "fees[0].bp"},
		"1,000 yuan per kg":    {func(in *benefit.CreateInput) { in.Fees[3].FenPerKG = 100_001 }, "fees[3].fen_per_kg"},
		"VAT beyond the price": {func(in *benefit.CreateInput) { in.Fees[2].VatBP = 10_000 }, "fees[2].vat_bp"},
	} {
		in := input()
		c.spoil(&in)
		err := d.Update(t.Context(), func(tx *db.Tx) error {
			_, err := benefit.Create(tx, clerk, in)
			return err
		})
		f, ok := fault.From(err)
		if !ok || f.Kind != fault.Invalid || !slices.ContainsFunc(f.Fields, func(x fault.Field) bool { return x.Name == c.field && x.Detail != "" }) {
			t.Errorf("%s: %v %+v", name, err, f)
		}
	}
}

func TestAMerchantWithoutABookHasNoLink(t *testing.T) {
	d := yigoutest.DB(t)
	err := d.Update(t.Context(), func(tx *db.Tx) error {
		_, err := benefit.Create(tx, clerk, input())
		return err
	})
	if !errors.Is(err, ledger.ErrNoBook) {
		t.Fatal(err)
	}
}

func TestTheListingCheckIsTheBill(t *testing.T) {
	d, _ := active(t)
	v := create(t, d)
	bill, err := v.Bill(10_000, 2_000)
	if err != nil || bill[0].Role != alloc.RoleHousehold || bill[0].Amount != 10_000-750-100 {
		t.Errorf("Bill = %+v, %v", bill, err)
	}
	if _, err := v.Bill(100, 2_000); !errors.Is(err, alloc.ErrFeesExceedPrice) {
		t.Errorf("packing of 1.00 on a price of 1.00: %v", err)
	}
}

func TestNoFeesAtAll(t *testing.T) {
	d, book := active(t)
	update(t, d, func(tx *db.Tx) error {
		in := input()
		in.Fees = nil
		v, err := benefit.Create(tx, clerk, in)
		if err != nil || v.Summary != "不收费用，全部归农户" {
			t.Errorf("%+v, %v", v, err)
		}
		cut, err := v.FeesIn(tx, book)
		if err != nil || len(cut) != 0 {
			t.Errorf("FeesIn = %+v, %v", cut, err)
		}
		return nil
	})
}
