package httpapi

import (
	"encoding/csv"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/yigou/yigou/internal/db"
)

// TestAMonthIsAddedUpByAnyone: the lines of the file sum to its totals, to the
// page and to the ledger, in JSON as in CSV, and name the checkpoint they are
// signed by.
func TestAMonthIsAddedUpByAnyone(t *testing.T) {
	v := newValley(t)
	buyer := v.signedIn("13900001111")
	id := text(v.buy(buyer, 1, "one").Orders[0].Id)
	v.station.post(api+"/station/orders/"+id+"/pack", PackInput{}, key("pack")...).want(http.StatusOK)
	v.station.post(api+"/station/orders/"+id+"/ship", ShipInput{CarrierCode: v.carrierCode(), WaybillNo: waybill}, key("ship")...).want(http.StatusOK)
	buyer.post(api+"/me/orders/"+id+"/sign", nil, key("sign")...).want(http.StatusOK)
	v.settle()
	v.district.post(api+"/district/checkpoints", nil).want(http.StatusCreated, new(Checkpoint))

	anyone := v.visitor()
	var months OpenMonthList
	anyone.get(api+"/public/months").want(http.StatusOK, &months)
	if len(months.Items) == 0 {
		t.Fatal("no month has an open book")
	}
	at := api + "/public/months/" + months.Items[len(months.Items)-1]
	var page OpenMonth
	anyone.get(at).want(http.StatusOK, &page)
	var file OpenMonthFile
	anyone.get(at+"/file?format=json").want(http.StatusOK, &file)
	sums := map[string]int64{}
	for _, l := range file.Lines {
		sums[l.Item] += l.AmountFen
		if l.Households > 0 && l.Households < 5 {
			t.Errorf("%+v counts a handful", l)
		}
	}
	for _, item := range page.Items {
		if sums[string(item.Item)] != item.AmountFen {
			t.Errorf("%s: the lines sum to %d, the page says %d", item.Item, sums[string(item.Item)], item.AmountFen)
		}
	}
	for _, total := range file.Totals {
		if sums[total.Item] != total.AmountFen {
			t.Errorf("%s: the lines sum to %d, the total is %d", total.Item, sums[total.Item], total.AmountFen)
		}
	}
	if file.Checkpoint.No != 1 || file.Checkpoint.Root == "" || !strings.Contains(file.How, "yigou verify") || !strings.Contains(file.How, file.Checkpoint.Root) {
		t.Errorf("the file does not say what it is signed by: %+v", file.Checkpoint)
	}
	var booked int64
	if err := v.DB.View(t.Context(), func(tx *db.Tx) error {
		return tx.SQL().Raw(`SELECT SUM(e.amount) FROM ledger_entry e JOIN ledger_account a ON a.id = e.account_id
			JOIN ledger_journal j ON j.id = e.journal_id WHERE j.kind = 300 AND a.code = 2001`).Scan(&booked).Error
	}); err != nil {
		t.Fatal(err)
	}
	if sums["sold"] == 0 || sums["sold"] != booked || sums["sold"] != sums["credited"]+sums["fees"] {
		t.Errorf("sold %d, credited %d, fees %d; the ledger says %d", sums["sold"], sums["credited"], sums["fees"], booked)
	}
	sameInCSV(t, anyone.get(at+"/file?format=csv").body, sums)
}

// sameInCSV adds the lines of the CSV file up.
func sameInCSV(t *testing.T, body []byte, sums map[string]int64) {
	t.Helper()
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(body), csvMark)))
	r.FieldsPerRecord = -1
	got := map[string]int64{}
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if row[0] == "month" || strings.HasPrefix(row[0], "#") {
			continue
		}
		n, err := strconv.ParseInt(row[5], 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		got[row[4]] += n
	}
	for item, sum := range sums {
		if got[item] != sum {
			t.Errorf("%s: the CSV sums to %d, the JSON to %d", item, got[item], sum)
		}
	}
}
