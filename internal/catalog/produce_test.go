package catalog

import (
	"errors"
	"testing"

	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/db"
)

func (w *world) revise(p Produce, in ProduceInput, inLots bool) (out Produce) {
	w.t.Helper()
	w.must(func(tx *db.Tx) (err error) {
		out, err = ReviseProduce(tx, district, p.ID, in, inLots)
		return err
	})
	return out
}

func TestProduceIsRegisteredOnceAndOnALeaf(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for in, want := range map[ProduceInput]error{
		{Name: " 中蜂蜂蜜 ", Category: "honey.raw", Unit: Gram}:               ErrProduceTaken,
		{Name: "土蜂蜜", Category: "honey", Unit: Gram}:                      ErrNoCategory,
		{Name: "土蜂蜜", Category: "honey.nothing", Unit: Gram}:              ErrNoCategory,
		{Name: "", Category: "honey.raw", Unit: Gram}:                     nil,
		{Name: "土鸡", Category: "poultry.egg", Unit: Head}:                 nil,
		{Name: "土鸡", Category: "poultry.egg", Unit: "斤", GramsPerUnit: 1}: nil,
	} {
		err := w.Update(t.Context(), func(tx *db.Tx) error {
			_, err := CreateProduce(tx, district, in)
			return err
		})
		if err == nil || want != nil && !errors.Is(err, want) {
			t.Errorf("%+v: %v, want %v", in, err, want)
		}
	}
}

func TestUnitStaysOnceGoodsAreCountedInIt(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	in := ProduceInput{Name: "山野货", Category: "grain.coarse", Unit: Piece, GramsPerUnit: 250}
	if p := w.revise(w.crop, in, false); p.Unit != Piece || p.GramsPerUnit != 250 || p.Name != "山野货" {
		t.Errorf("revised to %+v", p)
	}
	in.Unit = Box
	w.fails(ErrUnitFixed, func(tx *db.Tx) error { _, err := ReviseProduce(tx, district, w.crop.ID, in, true); return err })
	in.Unit, in.GramsPerUnit = Piece, 300
	if p := w.revise(w.crop, in, true); p.GramsPerUnit != 300 {
		t.Errorf("the usual weight of a unit in lots is corrected to %+v", p)
	}
	w.publish(w.draft()) // SKUs of honey and eggs
	w.fails(ErrUnitFixed, func(tx *db.Tx) error {
		_, err := ReviseProduce(tx, district, w.honey.ID, ProduceInput{Name: "中蜂蜂蜜", Category: "honey.raw", Unit: Box, GramsPerUnit: 500}, false)
		return err
	})
	w.fails(ErrProduceTaken, func(tx *db.Tx) error {
		_, err := ReviseProduce(tx, district, w.honey.ID, ProduceInput{Name: "土鸡蛋", Category: "honey.raw", Unit: Gram}, false)
		return err
	})
	w.fails(ErrNoProduce, func(tx *db.Tx) error { _, err := ReviseProduce(tx, district, 7, in, false); return err })
}

// What is on sale is found by the new name and no longer by the old one.
func TestRenamedProduceIsFoundByItsNewName(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	d := w.draft()
	d.Name, d.Subtitle, d.Description = "山里的甜", "", "一年只取一次。"
	d.Skus = d.Skus[:1]
	w.publish(d)
	before := w.Generation()
	w.revise(w.honey, ProduceInput{Name: "荆条蜜", Category: "honey.raw", Unit: Gram}, true)
	if w.Generation() == before {
		t.Error("the public catalogue did not move on")
	}
	found := func(q string) (n int) {
		w.view(func(tx *db.Tx) error {
			page, err := List(tx, ListQuery{Q: q, Limit: 10})
			n = len(page.Items)
			return err
		})
		return n
	}
	if found("荆条蜜") != 1 || found("中蜂") != 0 {
		t.Errorf("found %d by the new name, %d by the old", found("荆条蜜"), found("中蜂"))
	}
	w.view(func(tx *db.Tx) error {
		rows, err := audit.List(tx, audit.Query{ObjectKind: "produce", ObjectID: w.honey.ID, Limit: 1})
		if len(rows) != 1 || rows[0].Verb != "produce.update" || rows[0].Detail != "中蜂蜂蜜 honey.raw 克 -> 荆条蜜 honey.raw 克" {
			t.Errorf("audited %+v", rows)
		}
		return err
	})
}
