package supply

import (
	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/logistics"
	"github.com/yigou/yigou/internal/supplier"
	"github.com/yigou/yigou/internal/trade"
)

// ActivateMerchant opens a verified supplier's book with every account that its
// sales will need, so that no order has to (decisions 17).
func ActivateMerchant(tx *db.Tx, a actor.Actor, supplierID int64) (supplier.Supplier, error) {
	s, err := supplier.Activate(tx, a, supplierID)
	if err != nil {
		return s, err
	}
	return s, trade.OpenChannelAccounts(tx, s.Book)
}

// CreateFreight sets up a merchant's freight template and opens the account its
// carrier is owed on.
func CreateFreight(tx *db.Tx, a actor.Actor, merchantID int64, in logistics.TemplateInput) (logistics.Template, error) {
	if err := openCarrier(tx, merchantID, in.CarrierID); err != nil {
		return logistics.Template{}, err
	}
	return logistics.CreateTemplate(tx, a, merchantID, in)
}

// ReviseFreight changes a template as a new version; from is the version that
// was on the screen.
func ReviseFreight(tx *db.Tx, a actor.Actor, merchantID, templateID int64, from int, in logistics.TemplateInput) (logistics.Template, error) {
	if err := openCarrier(tx, merchantID, in.CarrierID); err != nil {
		return logistics.Template{}, err
	}
	return logistics.ReviseTemplate(tx, a, merchantID, templateID, from, in)
}

func openCarrier(tx *db.Tx, merchantID, carrierID int64) error {
	if _, err := logistics.CarrierByID(tx, carrierID); err != nil {
		return err
	}
	merchants, err := supplier.ByIDs(tx, []int64{merchantID})
	if err != nil {
		return err
	}
	_, err = ledger.OpenAccount(tx, merchants[merchantID].Book, ledger.FreightDue, ledger.OwnerCarrier, carrierID, 0)
	return err
}
