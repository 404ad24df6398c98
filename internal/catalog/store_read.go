package catalog

import (
	"fmt"
	"strings"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/money"
)

func scanCards(tx *db.Tx, sql string, args []any) ([]Card, error) {
	var rows []cardRow
	if err := tx.SQL().Raw(sql, args...).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("catalog: list: %w", err)
	}
	out := make([]Card, len(rows))
	for i, r := range rows {
		out[i] = r.card()
	}
	return out, nil
}

func selectSeasonal(tx *db.Tx, month, limit int) ([]Card, error) {
	return scanCards(tx, `SELECT `+cardColumns+` FROM product p WHERE p.state = ? AND p.season_from > 0
		AND (p.season_from <= p.season_to AND ? BETWEEN p.season_from AND p.season_to
			OR p.season_from > p.season_to AND (? >= p.season_from OR ? <= p.season_to))
		ORDER BY p.sold DESC, p.id DESC LIMIT ?`, []any{string(OnSale), month, month, month, limit})
}

func selectStaff(tx *db.Tx, q StaffQuery, limit int, beforeID int64) ([]Product, error) {
	where, args := q.Scope.conditions()
	if q.State != "" {
		where += " AND p.state = ?"
		args = append(args, string(q.State))
	} else {
		where += " AND p.state <> ?"
		args = append(args, string(Off))
	}
	if q.Name != "" {
		where += " AND p.name LIKE ?"
		args = append(args, "%"+strings.NewReplacer("%", "", "_", "").Replace(q.Name)+"%")
	}
	if beforeID != 0 {
		where += " AND p.id < ?"
		args = append(args, beforeID)
	}
	var rows []productRow
	if err := tx.SQL().Raw(`SELECT `+staffColumns+` FROM product p WHERE `+where+` ORDER BY p.id DESC LIMIT ?`,
		append(args, limit)...).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("catalog: staff list: %w", err)
	}
	out := make([]Product, len(rows))
	for i, r := range rows {
		out[i] = r.product()
	}
	return out, nil
}

// selectVillages hops from village to village along the index instead of
// grouping every product.
func selectVillages(tx *db.Tx, region string, limit int) ([]VillageShelf, error) {
	end := region + afterDigits
	var out []VillageShelf
	err := tx.SQL().Raw(`WITH RECURSIVE v (region) AS (
			SELECT MIN(region) FROM product WHERE region >= ? AND region < ?
			UNION ALL
			SELECT (SELECT MIN(n.region) FROM product n WHERE n.region > v.region AND n.region < ?) FROM v WHERE v.region IS NOT NULL
		)
		SELECT p.region, p.town_name, p.village_name, p.cover_media_id,
			(SELECT COUNT(*) FROM product c WHERE c.region = v.region AND c.state = ?) AS products
		FROM v JOIN product p ON p.id = (SELECT b.id FROM product b WHERE b.region = v.region AND b.state = ?
			ORDER BY b.sold DESC, b.id DESC LIMIT 1)
		WHERE LENGTH(v.region) = ? ORDER BY p.sold DESC, p.id DESC LIMIT ?`,
		region, end, end, string(OnSale), string(OnSale), villageDigits, limit).Scan(&out).Error
	if err != nil {
		return nil, fmt.Errorf("catalog: villages: %w", err)
	}
	return out, nil
}

// countByCategory reads one index from end to end; COALESCE keeps SQLite from
// taking another one.
func countByCategory(tx *db.Tx) (map[string]int, error) {
	var rows []struct {
		Category string
		N        int
	}
	if err := tx.SQL().Raw(`SELECT p.category, COUNT(*) AS n FROM product p
		WHERE COALESCE(p.state, '') = ? GROUP BY p.category`,
		string(OnSale)).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("catalog: categories: %w", err)
	}
	out := make(map[string]int, len(rows))
	for _, r := range rows {
		out[r.Category] = r.N
	}
	return out, nil
}

func selectSkuDetails(tx *db.Tx, productID int64) ([]SkuDetail, error) {
	var rows []struct {
		Sku              skuRow `gorm:"embedded"`
		ProduceName      string
		ProduceCategory  string
		Unit             string
		GramsPerUnit     int64
		ProduceCreatedUS int64
	}
	if err := tx.SQL().Raw(`SELECT `+skuColumns+`, r.name AS produce_name, r.category AS produce_category, r.unit,
		r.grams_per_unit, r.created_us AS produce_created_us
		FROM sku s JOIN produce r ON r.id = s.produce_id WHERE s.product_id = ? AND s.state = ? ORDER BY s.ord, s.id`,
		productID, skuOn).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("catalog: skus: %w", err)
	}
	out := make([]SkuDetail, len(rows))
	for i, r := range rows {
		out[i] = SkuDetail{Sku: r.Sku.sku(), Produce: Produce{
			ID: r.Sku.ProduceID, Name: r.ProduceName, Category: r.ProduceCategory, Unit: Unit(r.Unit),
			GramsPerUnit: r.GramsPerUnit, CreatedUS: r.ProduceCreatedUS,
		}}
	}
	return out, nil
}

type saleRow struct {
	SkuID             int64
	ProductID         int64
	ProduceID         int64
	MerchantID        int64
	StationID         int64
	Region            string
	ProductName       string
	SkuName           string
	Category          string
	MerchantName      string
	StationName       string
	VillageName       string
	ProduceName       string
	CoverMediaID      int64
	Unit              string
	Quantity          int64
	NetContentG       int64
	CountHint         string
	PriceFen          int64
	BenefitLinkID     int64
	FreightTemplateID int64
	ReturnPolicy      string
	AfterSaleDays     int
	Fresh             bool
	TaxMark           string
	CutoffHour        int
	LeadDays          int
	State             string
	SkuState          string
}

func selectForSale(tx *db.Tx, skuIDs []int64) (map[int64]ForSale, error) {
	var rows []saleRow
	if err := tx.SQL().Raw(`SELECT s.id AS sku_id, s.product_id, s.produce_id, p.merchant_id, p.station_id, p.region,
		p.name AS product_name, s.name AS sku_name, p.category, p.merchant_name, p.station_name, p.village_name,
		r.name AS produce_name, p.cover_media_id, r.unit, s.quantity, s.net_content_g, s.count_hint, s.price_fen,
		p.benefit_link_id, p.freight_template_id, p.return_policy, c.after_sale_days, c.fresh, p.tax_mark,
		p.cutoff_hour, p.lead_days, p.state, s.state AS sku_state
		FROM sku s JOIN product p ON p.id = s.product_id JOIN produce r ON r.id = s.produce_id
		JOIN category c ON c.code = p.category WHERE s.id IN ?`, skuIDs).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("catalog: for sale: %w", err)
	}
	out := make(map[int64]ForSale, len(rows))
	for _, r := range rows {
		out[r.SkuID] = r.forSale()
	}
	return out, nil
}

func (r saleRow) forSale() ForSale {
	f := ForSale{
		SkuID: r.SkuID, ProductID: r.ProductID, ProduceID: r.ProduceID, MerchantID: r.MerchantID, StationID: r.StationID,
		Region: r.Region, ProductName: r.ProductName, SkuName: r.SkuName, Category: r.Category,
		MerchantName: r.MerchantName, StationName: r.StationName, VillageName: r.VillageName, ProduceName: r.ProduceName,
		CoverMediaID: r.CoverMediaID, Unit: Unit(r.Unit), Quantity: r.Quantity, NetContentG: r.NetContentG,
		CountHint: r.CountHint, Price: money.Fen(r.PriceFen), BenefitLinkID: r.BenefitLinkID,
		FreightTemplateID: r.FreightTemplateID, ReturnPolicy: ReturnPolicy(r.ReturnPolicy),
		AfterSaleDays: r.AfterSaleDays, Fresh: r.Fresh, TaxMark: TaxMark(r.TaxMark),
		CutoffHour: r.CutoffHour, LeadDays: r.LeadDays, State: State(r.State),
	}
	if r.SkuState != skuOn {
		f.State = Off
	}
	return f
}
