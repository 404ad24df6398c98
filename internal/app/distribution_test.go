package app_test

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"net/http"
	"testing"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/distribution"
	"github.com/yigou/yigou/internal/identity"
)

// distribute drafts a distribution of the honey shop with its party's minutes.
func (c *cast) distribute() (plan, minutes string) {
	c.t.Helper()
	s := c.w.Honey
	c.w.Surplus(s, 50_000)
	var d distribution.Distribution
	c.w.Update(func(tx *db.Tx) (err error) {
		err = distribution.Register(tx, s.Staff(1), s.Merchant.ID, []distribution.Holding{
			{Household: s.Households[0].ID, Units: 100, From: tx.Today()},
		})
		if err != nil {
			return err
		}
		d, err = distribution.Make(tx, s.Staff(1), distribution.Input{
			MerchantID: s.Merchant.ID, Year: int(tx.Today()) / 10_000, RecordDay: tx.Today(), Distributable: 50_000, ReserveBP: 4_000,
		})
		return err
	})
	path := fmt.Sprintf("/supplier/distributions/%d/papers", d.ID)
	form, kind := minutesForm(c.t)
	return fmt.Sprint(d.ID), c.own[identity.SupplierAdmin].send(http.StatusCreated, http.MethodPost, path, kind, form, "").text("papers.0.id")
}

// minutesForm is an upload of the party's minutes.
func minutesForm(t testing.TB) (form *bytes.Buffer, contentType string) {
	t.Helper()
	form = &bytes.Buffer{}
	w := multipart.NewWriter(form)
	if err := w.WriteField("kind", "party"); err != nil {
		t.Fatal(err)
	}
	file, err := w.CreateFormFile("file", "会议记录.pdf")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := file.Write([]byte("%PDF-1.4 测试")); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return form, w.FormDataContentType()
}

// Minutes are attached by the merchant whose plan it is; to another the plan does
// not exist.
func TestMinutesOfAnotherMerchant(t *testing.T) {
	c := newCast(t)
	plan, _ := c.distribute()
	form, kind := minutesForm(t)
	a := c.other[identity.SupplierAdmin].ask(http.MethodPost, "/supplier/distributions/"+plan+"/papers", kind, form.Bytes())
	if a.status != http.StatusNotFound {
		t.Errorf("%d %s", a.status, a.text)
	}
}
