package stock

import (
	"crypto/sha256"
	"encoding/binary"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/fault"
)

// State of a lot.
type State string

// A lot is open while households hand in, sealed once it can be sold.
const (
	Open   State = "open"
	Sealed State = "sealed"
)

// Lot is produce of one kind taken in by one station for one merchant.
type Lot struct {
	ID         int64
	No         string // public number, printed on the label
	MerchantID int64
	StationID  int64
	ProduceID  int64
	Region     string // the village's code
	Unit       string // of Qty and Remaining
	Qty        int64
	Grams      int64
	Remaining  int64 // not yet packed
	State      State
	Received   clock.Day
	OpenedUS   int64
	SealedUS   int64
	Hash       []byte // SHA-256 over the contributions, once sealed
	Note       string
}

// Contribution is what one household gave to a lot.
type Contribution struct {
	LotID       int64
	Ord         int
	HouseholdID int64
	Qty         int64 // in the lot's unit, > 0
	Grams       int64 // weight in grams, > 0; equals Qty when the unit is g
	GradePM     int64 // grade factor in ‰; 1000 = standard
	AtUS        int64
}

// Weight is one household's share of a lot.
type Weight struct {
	HouseholdID int64
	Weight      int64
}

// Weights sums a lot's contributions per household, qty × grade, in the order in
// which the households first came (decisions 9).
func Weights(cs []Contribution) []Weight {
	var ws []Weight
	at := map[int64]int{}
	for _, c := range cs {
		i, ok := at[c.HouseholdID]
		if !ok {
			i = len(ws)
			at[c.HouseholdID] = i
			ws = append(ws, Weight{HouseholdID: c.HouseholdID})
		}
		ws[i].Weight += c.Qty * c.GradePM
	}
	return ws
}

// Grade bounds: half to double of the standard grade.
const (
	StandardGrade = 1000
	minGrade      = 500
	maxGrade      = 2000
	maxQty        = 100_000_000 // 100 t, or as many pieces: above it, a slip of the finger
)

// UnitGram is the unit in which quantity and weight are one number.
const UnitGram = "g"

// Refusals of this package.
var (
	ErrNotFound = fault.New(fault.NotFound, "lot.not_found", "没有找到这个批次")
	ErrSealed   = fault.New(fault.Conflict, "lot.sealed", "这个批次已经封存，不能再改。需要补收请另开一个批次")
	ErrEmpty    = fault.New(fault.Invalid, "lot.empty", "批次里还没有农户交货，不能封存")
	ErrShort    = fault.New(fault.Conflict, "stock.short", "库存不够了")
	ErrLotShort = fault.New(fault.Conflict, "stock.lot_short", "仓里的批次不够装这一单，请重新清点或扫描别的批次")
)

// Validate checks one contribution against the unit of its lot.
func (c Contribution) Validate(unit string) error {
	var v fault.Checker
	v.Check(c.HouseholdID != 0, "household_id", "required", "请选择农户")
	v.Check(c.Qty > 0 && c.Qty <= maxQty, "qty", "range", "数量应大于 0，且不超过 100 吨")
	v.Check(c.Grams > 0 && c.Grams <= maxQty, "grams", "range", "重量应大于 0，且不超过 100 吨")
	v.Check(unit != UnitGram || c.Qty == c.Grams, "grams", "mismatch", "按重量收购时，数量与重量应当相同")
	v.Check(c.GradePM >= minGrade && c.GradePM <= maxGrade, "grade_pm", "range", "等级系数应在 500 到 2000 之间")
	return v.Err()
}

// sealHash binds the contributions to the lot: fixed-width numbers in order.
func sealHash(lotID int64, cs []Contribution) []byte {
	h := sha256.New()
	put := func(vs ...int64) {
		var b [8]byte
		for _, v := range vs {
			binary.BigEndian.PutUint64(b[:], uint64(v))
			h.Write(b[:])
		}
	}
	put(lotID, int64(len(cs)))
	for _, c := range cs {
		put(int64(c.Ord), c.HouseholdID, c.Qty, c.Grams, c.GradePM)
	}
	return h.Sum(nil)
}
