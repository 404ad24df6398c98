package trade

import (
	"time"

	"github.com/yigou/yigou/internal/alloc"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/logistics"
)

// ShipInput hands a packed order to a carrier.
type ShipInput struct {
	OrderID   int64
	CarrierID int64
	WaybillNo string
}

// Ship records the parcel, makes the order's slices and rows immutable and
// promises G3. The buyer has autoSign to accept it; then the day does.
func Ship(tx *db.Tx, in ShipInput, autoSign time.Duration) (Order, error) {
	o, err := OrderByID(tx, in.OrderID)
	if err != nil {
		return o, err
	}
	if err := advance(tx, &o, Shipped); err != nil {
		return o, err
	}
	_, err = logistics.Ship(tx, logistics.ParcelInput{
		OrderID: o.ID, MerchantID: o.MerchantID, StationID: o.StationID, Region: o.Region,
		CarrierID: in.CarrierID, WaybillNo: in.WaybillNo, Grams: weight(o),
	})
	if err != nil {
		return o, err
	}
	o.AutoSignUS = tx.NowUS() + autoSign.Microseconds()
	if err := setAutoSign(tx, o.ID, o.AutoSignUS); err != nil {
		return o, err
	}
	if err := alloc.Fix(tx, o.ID); err != nil {
		return o, err
	}
	slices, err := alloc.SlicesOfOrder(tx, o.ID)
	if err != nil {
		return o, err
	}
	return o, enqueueGoods(tx, o, ledger.G3Ship, o.PackSeq, slices, ledger.Packed, ledger.InTransit)
}

func weight(o Order) (grams int64) {
	for _, l := range o.Lines {
		grams += l.Sent().Grams
	}
	return grams
}
