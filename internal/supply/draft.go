package supply

import (
	"strings"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/benefit"
	"github.com/yigou/yigou/internal/catalog"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/logistics"
	"github.com/yigou/yigou/internal/place"
	"github.com/yigou/yigou/internal/supplier"
)

// DraftProduct writes a draft at the actor's station, for a merchant it works
// for, with that merchant's own fees and freight. Station and merchant names are
// filled in here, place names by the caller.
func DraftProduct(tx *db.Tx, a actor.Actor, in catalog.ProductInput) (catalog.Product, error) {
	if err := complete(tx, a, &in); err != nil {
		return catalog.Product{}, err
	}
	return catalog.Create(tx, a, in)
}

// RewriteProduct rewrites a draft of the actor's station.
func RewriteProduct(tx *db.Tx, a actor.Actor, productID int64, in catalog.ProductInput) (catalog.Product, error) {
	if err := complete(tx, a, &in); err != nil {
		return catalog.Product{}, err
	}
	return catalog.Update(tx, a, catalog.Scope{StationID: a.OrgID}, productID, in)
}

// complete checks what belongs to other books and fills in their names.
func complete(tx *db.Tx, a actor.Actor, in *catalog.ProductInput) error {
	station, err := stationFor(tx, a, in.MerchantID)
	if err != nil {
		return err
	}
	in.StationID, in.StationName = station.ID, station.Name
	if in.MerchantName, err = merchantName(tx, in.MerchantID); err != nil {
		return err
	}
	var c fault.Checker
	c.Check(strings.HasPrefix(in.Region, place.TownOf(station.Region)), "region", "outside", "产地要选本服务站所在乡镇的村")
	if err := c.Err(); err != nil {
		return err
	}
	return ownTerms(tx, *in)
}

// ownTerms refuses another merchant's fees and freight.
func ownTerms(tx *db.Tx, in catalog.ProductInput) error {
	links, err := benefit.Current(tx, []int64{in.BenefitLinkID})
	if err != nil {
		return err
	}
	if l, ok := links[in.BenefitLinkID]; !ok || l.MerchantID != in.MerchantID {
		return catalog.ErrBenefitMissing.Field("benefit_link_id", "choice", "请选这家主体自己的利益联结方案")
	}
	_, err = logistics.TemplateOf(tx, in.MerchantID, in.FreightTemplateID)
	if f, refused := fault.From(err); refused && f.Code == logistics.ErrNoTemplate.Code {
		return catalog.ErrFreightMissing.Field("freight_template_id", "choice", "请选这家主体自己的运费模板")
	}
	return err
}

func merchantName(tx *db.Tx, id int64) (string, error) {
	merchants, err := supplier.ByIDs(tx, []int64{id})
	return merchants[id].Name, err
}
