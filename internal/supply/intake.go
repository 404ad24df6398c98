package supply

import (
	"fmt"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/catalog"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/idem"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/stock"
	"github.com/yigou/yigou/internal/supplier"
)

// Refusals of this package.
var (
	ErrMerchant = fault.New(fault.Invalid, "supply.merchant", "这个服务站还不能代这家主体收货，请选择已签约的主体")
	ErrConsent  = fault.New(fault.Conflict, "supply.no_consent", "这户还没有签代销同意书，请先在「农户」里登记同意")
)

// LotInput opens a lot at the actor's station.
type LotInput struct {
	MerchantID int64
	ProduceID  int64
	Note       string
}

// OpenLot opens a lot at the station the actor works for; one key opens one lot.
func OpenLot(tx *db.Tx, a actor.Actor, key string, in LotInput) (stock.Lot, error) {
	lotID, replayed, err := idem.Once(tx, fmt.Sprint("lot.open:", a.OrgID), key, in, tx.NewID())
	if err != nil {
		return stock.Lot{}, err
	}
	if replayed {
		return stock.LotByID(tx, lotID)
	}
	station, err := stationFor(tx, a, in.MerchantID)
	if err != nil {
		return stock.Lot{}, err
	}
	produce, err := catalog.ProduceByIDs(tx, []int64{in.ProduceID})
	if err != nil {
		return stock.Lot{}, err
	}
	p, ok := produce[in.ProduceID]
	if !ok {
		return stock.Lot{}, catalog.ErrNoProduce.Field("produce_id", "unknown", catalog.ErrNoProduce.Detail)
	}
	l, err := stock.OpenLot(tx, stock.OpenInput{
		ID: lotID, MerchantID: in.MerchantID, StationID: a.OrgID, ProduceID: p.ID, Region: station.Region,
		Unit: string(p.Unit), Note: in.Note, ByUser: a.UserID,
	})
	if err != nil {
		return l, err
	}
	return l, audit.Add(tx, a, "lot.open", "lot", l.ID, p.Name)
}

// stationFor reads the actor's station and checks that it works and serves the
// merchant.
func stationFor(tx *db.Tx, a actor.Actor, merchantID int64) (supplier.Station, error) {
	stations, err := supplier.StationsByIDs(tx, []int64{a.OrgID})
	if err != nil {
		return supplier.Station{}, err
	}
	merchants, err := supplier.MerchantsOf(tx, a.OrgID)
	if err != nil {
		return supplier.Station{}, err
	}
	if stations[a.OrgID].State == supplier.StationClosed {
		return supplier.Station{}, ErrClosed
	}
	for _, m := range merchants {
		if m.ID == merchantID && m.State == supplier.Active {
			return stations[a.OrgID], nil
		}
	}
	return supplier.Station{}, ErrMerchant.Field("merchant_id", "not_linked", ErrMerchant.Detail)
}

// Contribute takes in one household's goods into an open lot of the actor's
// station. The household lives in the actor's region and consents to the sale.
func Contribute(tx *db.Tx, a actor.Actor, key string, c stock.Contribution) (stock.Lot, error) {
	_, replayed, err := idem.Once(tx, fmt.Sprint("lot.contribute:", a.OrgID), key, c, 0)
	if err != nil {
		return stock.Lot{}, err
	}
	if replayed {
		return MyLot(tx, a, c.LotID)
	}
	if _, err := MyLot(tx, a, c.LotID); err != nil {
		return stock.Lot{}, err
	}
	h, err := household.Get(tx, a.Region, c.HouseholdID)
	if err != nil {
		return stock.Lot{}, err
	}
	consents, err := household.Consenting(tx, []int64{h.ID}, household.Sale)
	if err != nil {
		return stock.Lot{}, err
	}
	if !consents[h.ID] {
		return stock.Lot{}, ErrConsent.Field("household_id", "no_consent", ErrConsent.Detail)
	}
	if _, err := stock.Contribute(tx, c, a.UserID); err != nil {
		return stock.Lot{}, err
	}
	if err := audit.Add(tx, a, "lot.contribute", "lot", c.LotID, "户 "+h.Code); err != nil {
		return stock.Lot{}, err
	}
	return MyLot(tx, a, c.LotID)
}

// Void takes a mistaken line out of an open lot of the actor's station.
func Void(tx *db.Tx, a actor.Actor, lotID int64, ord int) error {
	if _, err := MyLot(tx, a, lotID); err != nil {
		return err
	}
	if err := stock.Void(tx, lotID, ord); err != nil {
		return err
	}
	return audit.Add(tx, a, "lot.void", "lot", lotID, fmt.Sprint("第 ", ord, " 行"))
}

// MyLot reads a lot of the actor's station; another station's does not exist.
func MyLot(tx *db.Tx, a actor.Actor, lotID int64) (stock.Lot, error) {
	l, err := stock.LotByID(tx, lotID)
	if err == nil && l.StationID != a.OrgID {
		return stock.Lot{}, stock.ErrNotFound
	}
	return l, err
}

// Seal fixes a lot of the actor's station: its goods become sellable, every
// account they will touch is open, and G1 is promised.
func Seal(tx *db.Tx, a actor.Actor, key string, lotID int64) (stock.Lot, error) {
	_, replayed, err := idem.Once(tx, fmt.Sprint("lot.seal:", a.OrgID), key, lotID, lotID)
	if err != nil {
		return stock.Lot{}, err
	}
	if replayed {
		return MyLot(tx, a, lotID)
	}
	if _, err := MyLot(tx, a, lotID); err != nil {
		return stock.Lot{}, err
	}
	l, cs, err := stock.Seal(tx, lotID, a.UserID)
	if err != nil {
		return l, err
	}
	if err := enqueueIntake(tx, l, cs, a.UserID); err != nil {
		return l, err
	}
	return l, audit.Add(tx, a, "lot.seal", "lot", l.ID, l.No)
}

// lotCodes are the stages a lot's goods go through after intake.
var lotCodes = []ledger.Code{
	ledger.InLot, ledger.Packed, ledger.InTransit, ledger.Sold, ledger.Given, ledger.Lost, ledger.Returned,
}

// enqueueIntake opens the accounts of the lot and of its households and promises
// G1: what each household supplied is now in the lot.
func enqueueIntake(tx *db.Tx, l stock.Lot, cs []stock.Contribution, byUser int64) error {
	merchants, err := supplier.ByIDs(tx, []int64{l.MerchantID})
	if err != nil {
		return err
	}
	book := merchants[l.MerchantID].Book
	accounts := map[ledger.Code]ledger.AccountID{}
	for _, code := range lotCodes {
		if accounts[code], err = ledger.OpenAccount(tx, book, code, ledger.OwnerLot, l.ID, 0); err != nil {
			return err
		}
	}
	j := ledger.Journal{
		Book: book, Kind: ledger.G1Intake, Ref: l.ID, EffectiveUS: tx.NowUS(), Actor: byUser,
		Legs: []ledger.Leg{{Account: accounts[ledger.InLot], Amount: l.Qty}},
	}
	for _, c := range cs {
		source, err := openHousehold(tx, book, c.HouseholdID, l.ProduceID)
		if err != nil {
			return err
		}
		j.Legs = append(j.Legs, ledger.Leg{Account: source, Amount: -c.Qty})
	}
	return ledger.Enqueue(tx, j)
}

// openHousehold opens what a household needs in a merchant's book: accrued,
// payable, and the source of its goods, one per produce so that units never mix.
func openHousehold(tx *db.Tx, book int32, householdID, produceID int64) (source ledger.AccountID, err error) {
	for _, code := range []ledger.Code{ledger.Accrued, ledger.Payable} {
		if _, err := ledger.OpenAccount(tx, book, code, ledger.OwnerHousehold, householdID, 0); err != nil {
			return 0, err
		}
	}
	return ledger.OpenAccount(tx, book, ledger.Supplied, ledger.OwnerHousehold, householdID, produceID)
}
