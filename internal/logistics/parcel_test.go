package logistics

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/yigou/yigou/internal/db"
)

func TestSeedIsIdempotent(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.must(Seed)
	var got []Carrier
	w.must(func(tx *db.Tx) (err error) { got, err = Carriers(tx); return err })
	if diff := cmp.Diff(carrierList(), got); diff != "" {
		t.Error(diff)
	}
}

func TestWaybillNumbers(t *testing.T) {
	t.Parallel()
	byName := map[string]Carrier{}
	for _, c := range carrierList() {
		byName[c.Name] = c
	}
	for _, c := range []struct{ carrier, typed, stored string }{
		{"邮政EMS", "ea 123456789 cn", "EA123456789CN"},
		{"邮政快递包裹", "9876543210123", "9876543210123"},
		{"顺丰速运", "sf1234567890123", "SF1234567890123"},
		{"中通快递", "7512-3456-7890-12", "75123456789012"},
		{"圆通速递", "YT1234567890123", "YT1234567890123"},
		{"申通快递", "773123456789012", "773123456789012"},
		{"韵达快递", "4312345678901", "4312345678901"},
		{"极兔速递", "JT1234567890123", "JT1234567890123"},
		{"中通快递", "123", ""},
		{"中通快递", "SF1234567890123", ""},
		{"顺丰速运", "YT1234567890123", ""},
		{"圆通速递", "", ""},
		{"圆通速递", "YT12345'; DROP", ""},
		{"申通快递", "77312345678901234567890123456789012", ""},
	} {
		got, err := byName[c.carrier].Waybill(c.typed)
		if got != c.stored || (err == nil) != (c.stored != "") {
			t.Errorf("%s %q: %q, %v", c.carrier, c.typed, got, err)
		}
	}
}

func TestParcelAndItsFacts(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	in := ParcelInput{OrderID: 900, MerchantID: merchant, StationID: 11, Region: "500155130200", CarrierID: 4, WaybillNo: "7512 3456 789012", Grams: 2600}
	var p Parcel
	w.must(func(tx *db.Tx) (err error) { p, err = Ship(tx, in); return err })
	if p.WaybillNo != "75123456789012" || p.CarrierName != "中通快递" || p.ShippedUS == 0 || p.DeliveredUS != 0 {
		t.Errorf("parcel = %+v", p)
	}
	w.fails(ErrWaybillTaken, func(tx *db.Tx) error { _, err := Ship(tx, in); return err })
	w.fails(ErrWaybill, func(tx *db.Tx) error { bad := in; bad.WaybillNo = "1"; _, err := Ship(tx, bad); return err })
	w.fails(ErrNoCarrier, func(tx *db.Tx) error { bad := in; bad.CarrierID = 99; _, err := Ship(tx, bad); return err })
	w.must(func(tx *db.Tx) error { // the same number of another carrier is another parcel
		other := in
		other.CarrierID, other.OrderID = 6, 901
		_, err := Ship(tx, other)
		return err
	})

	facts := []Fact{
		{AtUS: 300, State: Delivered, Place: "上海市", Detail: "已签收"},
		{AtUS: 100, State: Collected, Place: "梁平区", Detail: "已揽收"},
		{AtUS: 200, State: InTransit, Place: "重庆市"},
		{AtUS: 400, State: Delivered, Place: "上海市", Detail: "重复推送"},
	}
	for round, fresh := range []bool{true, false} {
		for _, f := range facts {
			w.must(func(tx *db.Tx) error {
				got, err := AddFact(tx, p.ID, f)
				if got != fresh {
					t.Errorf("round %d, %s: fresh = %v", round, f.State, got)
				}
				return err
			})
		}
	}
	w.fails(ErrFact, func(tx *db.Tx) error { _, err := AddFact(tx, p.ID, Fact{AtUS: 1, State: "teleported"}); return err })

	w.must(func(tx *db.Tx) error {
		byOrder, err := ParcelsOf(tx, []int64{900, 901, 902})
		if len(byOrder) != 2 || len(byOrder[900]) != 1 || len(byOrder[900][0].Facts) != 4 || byOrder[900][0].DeliveredUS != 300 {
			t.Errorf("parcels = %+v", byOrder)
		}
		if first := byOrder[900][0].Facts[0]; first != facts[1] {
			t.Errorf("first fact = %+v", first)
		}
		found, err2 := ParcelByWaybill(tx, 4, "7512-3456-7890-12")
		if err2 != nil || found.ID != p.ID {
			t.Errorf("by waybill: %+v %v", found, err2)
		}
		return err
	})
	w.fails(ErrNoParcel, func(tx *db.Tx) error { _, err := ParcelByWaybill(tx, 4, "75123456789013"); return err })
}
