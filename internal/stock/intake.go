package stock

import (
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/id"
)

// numberPrefix begins every lot number.
const numberPrefix = "L"

// OpenInput starts a lot.
type OpenInput struct {
	ID         int64 // minted by the caller
	MerchantID int64
	StationID  int64
	ProduceID  int64
	Region     string // the village's code
	Unit       string
	Note       string
	ByUser     int64
}

// OpenLot starts a lot that households can hand in to.
func OpenLot(tx *db.Tx, in OpenInput) (Lot, error) {
	l := Lot{
		ID: in.ID, No: id.Number(numberPrefix, in.ID), MerchantID: in.MerchantID, StationID: in.StationID,
		ProduceID: in.ProduceID, Region: in.Region, Unit: in.Unit, State: Open,
		Received: tx.Today(), OpenedUS: tx.NowUS(), Note: in.Note,
	}
	return l, insertLot(tx, l, in.ByUser)
}

// Contribute adds one household's hand-in to an open lot. The caller has checked
// that the lot is in its scope and that the household consents to the sale.
func Contribute(tx *db.Tx, c Contribution, byUser int64) (Contribution, error) {
	l, err := openLot(tx, c.LotID)
	if err != nil {
		return c, err
	}
	if err := c.Validate(l.Unit); err != nil {
		return c, err
	}
	if c.Ord, err = nextOrd(tx, c.LotID); err != nil {
		return c, err
	}
	c.AtUS = tx.NowUS()
	if err := insertContribution(tx, c, byUser); err != nil {
		return c, err
	}
	return c, addToLot(tx, c.LotID, c.Qty, c.Grams)
}

// Void takes one contribution back out of an open lot; the row stays.
func Void(tx *db.Tx, lotID int64, ord int) error {
	if _, err := openLot(tx, lotID); err != nil {
		return err
	}
	c, err := voidContribution(tx, lotID, ord)
	if err != nil {
		return err
	}
	return addToLot(tx, lotID, -c.Qty, -c.Grams)
}

// Seal freezes an open lot and makes its quantity sellable. It returns the lot
// with its contributions in order.
func Seal(tx *db.Tx, lotID, byUser int64) (Lot, []Contribution, error) {
	l, err := openLot(tx, lotID)
	if err != nil {
		return l, nil, err
	}
	cs, err := Contributions(tx, lotID)
	if err != nil {
		return l, nil, err
	}
	if len(cs) == 0 {
		return l, nil, ErrEmpty
	}
	l.State, l.SealedUS, l.Remaining, l.Hash = Sealed, tx.NowUS(), l.Qty, sealHash(lotID, cs)
	if err := sealLot(tx, l, byUser); err != nil {
		return l, nil, err
	}
	return l, cs, addStock(tx, Key{l.MerchantID, l.StationID, l.ProduceID}, l.Qty)
}

func openLot(tx *db.Tx, lotID int64) (Lot, error) {
	l, err := LotByID(tx, lotID)
	if err == nil && l.State != Open {
		return l, ErrSealed
	}
	return l, err
}
