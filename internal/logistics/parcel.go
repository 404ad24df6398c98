package logistics

import (
	"fmt"
	"unicode/utf8"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
)

// Parcel is one box on its way, with a waybill number.
type Parcel struct {
	ID          int64
	OrderID     int64
	MerchantID  int64
	StationID   int64
	Region      string
	CarrierID   int64
	CarrierName string
	WaybillNo   string
	Grams       int64
	ShippedUS   int64
	DeliveredUS int64 // 0 = not yet
	Facts       []Fact
}

// ParcelInput describes a parcel handed to a carrier.
type ParcelInput struct {
	OrderID    int64
	MerchantID int64
	StationID  int64
	Region     string
	CarrierID  int64
	WaybillNo  string
	Grams      int64 // 0..MaxGrams
}

// FactState is what a carrier says about a parcel (domain.md C46).
type FactState string

// The fact states; the comment is the tracking services' number.
const (
	Collected      FactState = "collected"        // 1 揽收
	InTransit      FactState = "in_transit"       // 0 在途, 7 转单
	OutForDelivery FactState = "out_for_delivery" // 5 派件
	Delivered      FactState = "delivered"        // 3 签收
	Problem        FactState = "problem"          // 2 疑难
	Refused        FactState = "refused"          // 14 拒签
	Returned       FactState = "returned"         // 4 退签, 6 退回
)

// Word is the state as people read it.
func (s FactState) Word() string {
	switch s {
	case Collected:
		return "已揽收"
	case InTransit:
		return "运输中"
	case OutForDelivery:
		return "派送中"
	case Delivered:
		return "已送达"
	case Problem:
		return "有疑难"
	case Refused:
		return "拒收"
	case Returned:
		return "退回中"
	}
	return ""
}

// Fact is one report of a carrier.
type Fact struct {
	AtUS   int64
	State  FactState
	Place  string
	Detail string
}

// Refusals of parcels.
var (
	ErrNoParcel     = fault.New(fault.NotFound, "logistics.no_parcel", "没有找到这个包裹")
	ErrWaybillTaken = fault.New(fault.Conflict, "logistics.waybill_taken", "这个运单号已经用在另一个包裹上，请核对快递单")
	ErrFact         = fault.New(fault.Invalid, "logistics.fact", "物流信息不完整")
)

// Ship records a parcel that left at the transaction's instant.
func Ship(tx *db.Tx, in ParcelInput) (Parcel, error) {
	c, err := selectCarrier(tx, in.CarrierID)
	if err != nil {
		return Parcel{}, err
	}
	no, err := c.Waybill(in.WaybillNo)
	if err != nil {
		return Parcel{}, err
	}
	if in.OrderID <= 0 || in.Grams < 0 || in.Grams > MaxGrams {
		return Parcel{}, fault.ErrInvalid.Field("grams", "input.range", "包裹重量不对")
	}
	p := Parcel{
		ID: tx.NewID(), OrderID: in.OrderID, MerchantID: in.MerchantID, StationID: in.StationID, Region: in.Region,
		CarrierID: c.ID, CarrierName: c.Name, WaybillNo: no, Grams: in.Grams, ShippedUS: tx.NowUS(),
	}
	return p, insertParcel(tx, p)
}

// AddFact keeps what a carrier reported, once. fresh is false for a repetition.
// The first Delivered sets DeliveredUS; a Fact may come late or out of order.
func AddFact(tx *db.Tx, parcelID int64, f Fact) (fresh bool, err error) {
	if f.State.Word() == "" || f.AtUS <= 0 ||
		utf8.RuneCountInString(f.Place) > 64 || utf8.RuneCountInString(f.Detail) > 200 {
		return false, ErrFact
	}
	if fresh, err = insertFact(tx, parcelID, f); err != nil || !fresh {
		return fresh, err
	}
	if f.State != Delivered {
		return true, nil
	}
	return true, markDelivered(tx, parcelID, f.AtUS)
}

// ParcelsOf returns the parcels of orders with their facts, oldest first. Two
// queries.
func ParcelsOf(tx *db.Tx, orderIDs []int64) (map[int64][]Parcel, error) {
	out := map[int64][]Parcel{}
	if len(orderIDs) == 0 {
		return out, nil
	}
	parcels, err := selectParcels(tx, orderIDs)
	if err != nil {
		return nil, err
	}
	ids := make([]int64, len(parcels))
	for i, p := range parcels {
		ids[i] = p.ID
	}
	facts, err := selectFacts(tx, ids)
	if err != nil {
		return nil, fmt.Errorf("logistics: facts: %w", err)
	}
	for _, p := range parcels {
		p.Facts = facts[p.ID]
		out[p.OrderID] = append(out[p.OrderID], p)
	}
	return out, nil
}

// ParcelByWaybill finds the parcel a carrier's report is about.
func ParcelByWaybill(tx *db.Tx, carrierID int64, waybillNo string) (Parcel, error) {
	c, err := selectCarrier(tx, carrierID)
	if err != nil {
		return Parcel{}, err
	}
	no, err := c.Waybill(waybillNo)
	if err != nil {
		return Parcel{}, err
	}
	return selectParcelByWaybill(tx, carrierID, no)
}
