package catalog

import (
	"fmt"

	"gorm.io/gorm"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/money"
)

// take scans at most one row into dest; missing when there is none.
func take(q *gorm.DB, dest any, missing error) error {
	r := q.Scan(dest)
	if r.Error == nil && r.RowsAffected == 0 {
		return missing
	}
	return r.Error
}

// one runs a conditional statement that must hit a row.
func one(r *gorm.DB, missed error) error {
	if r.Error == nil && r.RowsAffected == 0 {
		return missed
	}
	return r.Error
}

const categoryColumns = `code, parent, name, ord, fresh, after_sale_days, return_policy, documents`

func selectCategories(tx *db.Tx) ([]Category, error) {
	var rows []categoryRow
	if err := tx.SQL().Raw(`SELECT ` + categoryColumns + ` FROM category`).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("catalog: categories: %w", err)
	}
	out := make([]Category, len(rows))
	for i, r := range rows {
		out[i] = r.category()
	}
	return out, nil
}

func selectCategory(tx *db.Tx, code string) (Category, error) {
	var r categoryRow
	err := take(tx.SQL().Raw(`SELECT `+categoryColumns+` FROM category WHERE code = ?`, code), &r, ErrNoCategory)
	return r.category(), err
}

func putCategory(tx *db.Tx, c Category, known bool) error {
	args := []any{c.Parent, c.Name, c.Ord, c.Fresh, c.AfterSaleDays, string(c.ReturnPolicy), joinDocuments(c.Documents), c.Code}
	if known {
		return tx.SQL().Exec(`UPDATE category SET parent = ?, name = ?, ord = ?, fresh = ?, after_sale_days = ?,
			return_policy = ?, documents = ? WHERE code = ?`, args...).Error
	}
	return tx.SQL().Exec(`INSERT INTO category (parent, name, ord, fresh, after_sale_days, return_policy, documents, code)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?)`, args...).Error
}

const produceColumns = `id, name, category, unit, grams_per_unit, created_us`

func insertProduce(tx *db.Tx, p Produce) error {
	err := tx.SQL().Exec(`INSERT INTO produce (`+produceColumns+`) VALUES (?, ?, ?, ?, ?, ?)`,
		p.ID, p.Name, p.Category, string(p.Unit), p.GramsPerUnit, p.CreatedUS).Error
	if db.IsDuplicate(err) {
		return ErrProduceTaken.Field("name", "input.taken", "已经有这个品种")
	}
	return err
}

func updateProduce(tx *db.Tx, p Produce) error {
	err := tx.SQL().Exec(`UPDATE produce SET name = ?, category = ?, unit = ?, grams_per_unit = ? WHERE id = ?`,
		p.Name, p.Category, string(p.Unit), p.GramsPerUnit, p.ID).Error
	if db.IsDuplicate(err) {
		return ErrProduceTaken.Field("name", "input.taken", "已经有这个品种")
	}
	return err
}

func selectOneProduce(tx *db.Tx, id int64) (Produce, error) {
	var r produceRow
	err := take(tx.SQL().Raw(`SELECT `+produceColumns+` FROM produce WHERE id = ?`, id), &r, ErrNoProduce)
	return r.produce(), err
}

// productsOfProduce returns the products with a SKU of the produce, offered or
// not.
func productsOfProduce(tx *db.Tx, produceID int64) ([]Product, error) {
	var rows []productRow
	err := tx.SQL().Raw(`SELECT `+productColumns+` FROM product p
		WHERE p.id IN (SELECT s.product_id FROM sku s WHERE s.produce_id = ?) ORDER BY p.id`, produceID).Scan(&rows).Error
	out := make([]Product, len(rows))
	for i, r := range rows {
		out[i] = r.product()
	}
	return out, err
}

func selectAllProduce(tx *db.Tx) ([]Produce, error) {
	var rows []produceRow
	if err := tx.SQL().Raw(`SELECT ` + produceColumns + ` FROM produce ORDER BY category, name`).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("catalog: produce: %w", err)
	}
	out := make([]Produce, len(rows))
	for i, r := range rows {
		out[i] = r.produce()
	}
	return out, nil
}

func selectProduce(tx *db.Tx, ids []int64) (map[int64]Produce, error) {
	out := make(map[int64]Produce, len(ids))
	if len(ids) == 0 {
		return out, nil
	}
	var rows []produceRow
	if err := tx.SQL().Raw(`SELECT `+produceColumns+` FROM produce WHERE id IN ?`, ids).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("catalog: produce: %w", err)
	}
	for _, r := range rows {
		out[r.ID] = r.produce()
	}
	return out, nil
}

func insertProduct(tx *db.Tx, p Product) error {
	return tx.SQL().Exec(`INSERT INTO product (id, merchant_id, station_id, region, merchant_name, station_name, town_name,
		village_name, category, name, subtitle, description, state, held_by, reason, round, benefit_link_id,
		freight_template_id, tax_mark, return_policy, season_from, season_to, cutoff_hour, lead_days, created_by,
		submitted_by, created_us, updated_us, on_sale_us, lead_sku_id, sku_count, price_fen, price_max_fen,
		net_content_g, count_hint, cover_media_id, cover_color, sold)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', '', 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, 0, 0, 0, 0, 0, 0, '', 0, '', 0)`,
		p.ID, p.MerchantID, p.StationID, p.Region, p.MerchantName, p.StationName, p.TownName, p.VillageName,
		p.Category, p.Name, p.Subtitle, p.Description, string(p.State), p.BenefitLinkID, p.FreightTemplateID,
		string(p.TaxMark), string(p.ReturnPolicy), p.SeasonFrom, p.SeasonTo, p.CutoffHour, p.LeadDays,
		p.CreatedBy, p.CreatedUS, p.UpdatedUS).Error
}

func updateDraft(tx *db.Tx, p Product) error {
	return one(tx.SQL().Exec(`UPDATE product SET merchant_id = ?, station_id = ?, region = ?, merchant_name = ?,
		station_name = ?, town_name = ?, village_name = ?, category = ?, name = ?, subtitle = ?, description = ?,
		benefit_link_id = ?, freight_template_id = ?, tax_mark = ?, return_policy = ?, season_from = ?, season_to = ?,
		cutoff_hour = ?, lead_days = ?, updated_us = ? WHERE id = ? AND state = ?`,
		p.MerchantID, p.StationID, p.Region, p.MerchantName, p.StationName, p.TownName, p.VillageName, p.Category,
		p.Name, p.Subtitle, p.Description, p.BenefitLinkID, p.FreightTemplateID, string(p.TaxMark),
		string(p.ReturnPolicy), p.SeasonFrom, p.SeasonTo, p.CutoffHour, p.LeadDays, p.UpdatedUS,
		p.ID, string(Draft)), ErrState)
}

func updateSubmitted(tx *db.Tx, p Product, to State, by int64) error {
	return one(tx.SQL().Exec(`UPDATE product SET state = ?, round = round + 1, submitted_by = ?, reason = '', updated_us = ?
		WHERE id = ? AND state = ?`, string(to), by, tx.NowUS(), p.ID, string(p.State)), ErrState)
}

func updateState(tx *db.Tx, p Product, to State, reason string, by Holder) error {
	onSale := p.OnSaleUS
	if to == OnSale && onSale == 0 {
		onSale = tx.NowUS()
	}
	return one(tx.SQL().Exec(`UPDATE product SET state = ?, reason = ?, held_by = ?, on_sale_us = ?, updated_us = ?
		WHERE id = ? AND state = ?`,
		string(to), reason, string(by), onSale, tx.NowUS(), p.ID, string(p.State)), ErrState)
}

// refreshSummary derives the summary columns from SKUs and pictures.
func refreshSummary(tx *db.Tx, productID int64) error {
	skus, err := selectSkus(tx, productID)
	if err != nil {
		return err
	}
	s := summarise(skus)
	pictures, err := selectPictures(tx, productID)
	if err != nil {
		return err
	}
	if len(pictures) > 0 {
		s.CoverMediaID, s.CoverColor = pictures[0].MediaID, pictures[0].Color
	}
	return tx.SQL().Exec(`UPDATE product SET lead_sku_id = ?, sku_count = ?, price_fen = ?, price_max_fen = ?,
		net_content_g = ?, count_hint = ?, cover_media_id = ?, cover_color = ?, updated_us = ? WHERE id = ?`,
		s.LeadSkuID, s.SkuCount, int64(s.Price), int64(s.PriceMax), s.NetContentG, s.CountHint,
		s.CoverMediaID, s.CoverColor, tx.NowUS(), productID).Error
}

func addSold(tx *db.Tx, productID, n int64) error {
	return one(tx.SQL().Exec(`UPDATE product SET sold = CASE WHEN sold + ? < 0 THEN 0 ELSE sold + ? END WHERE id = ?`,
		n, n, productID), ErrNoProduct)
}

// updateStationName returns how many products bore another name.
func updateStationName(tx *db.Tx, stationID int64, name string) (int64, error) {
	res := tx.SQL().Exec(`UPDATE product SET station_name = ? WHERE station_id = ? AND station_name <> ?`, name, stationID, name)
	return res.RowsAffected, res.Error
}

func idsOnSale(tx *db.Tx, sc Scope) (ids []int64, err error) {
	where, args := sc.conditions()
	err = tx.SQL().Raw(`SELECT p.id FROM product p WHERE p.state = ? AND `+where+` ORDER BY p.id`,
		append([]any{string(OnSale)}, args...)...).Scan(&ids).Error
	return ids, err
}

func selectProduct(tx *db.Tx, id int64) (Product, error) {
	var r productRow
	err := take(tx.SQL().Raw(`SELECT `+productColumns+` FROM product p WHERE p.id = ?`, id), &r, ErrNoProduct)
	return r.product(), err
}

func selectProductInScope(tx *db.Tx, sc Scope, id int64) (Product, error) {
	where, args := sc.conditions()
	var r productRow
	err := take(tx.SQL().Raw(`SELECT `+productColumns+` FROM product p WHERE p.id = ? AND `+where,
		append([]any{id}, args...)...), &r, ErrNoProduct)
	return r.product(), err
}

func selectSkus(tx *db.Tx, productID int64) ([]Sku, error) {
	var rows []skuRow
	if err := tx.SQL().Raw(`SELECT `+skuColumns+` FROM sku s WHERE s.product_id = ? ORDER BY s.ord, s.id`,
		productID).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("catalog: skus: %w", err)
	}
	out := make([]Sku, len(rows))
	for i, r := range rows {
		out[i] = r.sku()
	}
	return out, nil
}

func selectSkuInScope(tx *db.Tx, sc Scope, skuID int64) (Sku, Product, error) {
	var r skuRow
	err := take(tx.SQL().Raw(`SELECT `+skuColumns+` FROM sku s WHERE s.id = ? AND s.state = ?`, skuID, skuOn), &r, ErrNoSku)
	if err != nil {
		return Sku{}, Product{}, err
	}
	p, err := selectProductInScope(tx, sc, r.ProductID)
	if err != nil {
		return Sku{}, Product{}, ErrNoSku
	}
	return r.sku(), p, nil
}

// putSkus writes the offered SKUs of a draft and withdraws all others.
func putSkus(tx *db.Tx, productID int64, skus []Sku) error {
	had, err := selectSkus(tx, productID)
	if err != nil {
		return err
	}
	known := make(map[int64]bool, len(had))
	for _, s := range had {
		known[s.ID] = true
	}
	if len(had) > 0 {
		if err := tx.SQL().Exec(`UPDATE sku SET state = ? WHERE product_id = ?`, skuOff, productID).Error; err != nil {
			return err
		}
	}
	for _, s := range skus {
		if err := putSku(tx, s, known[s.ID]); err != nil {
			return err
		}
	}
	return nil
}

func putSku(tx *db.Tx, s Sku, known bool) error {
	args := []any{
		s.ProduceID, s.Ord, s.Name, s.Quantity, s.NetContentG, s.CountHint,
		int64(s.Price), int64(s.Reviewed), skuOn, s.CreatedUS, s.UpdatedUS, s.ProductID, s.ID,
	}
	if known {
		return tx.SQL().Exec(`UPDATE sku SET produce_id = ?, ord = ?, name = ?, quantity = ?, net_content_g = ?, count_hint = ?,
			price_fen = ?, reviewed_fen = ?, state = ?, created_us = ?, updated_us = ? WHERE product_id = ? AND id = ?`, args...).Error
	}
	return tx.SQL().Exec(`INSERT INTO sku (produce_id, ord, name, quantity, net_content_g, count_hint,
		price_fen, reviewed_fen, state, created_us, updated_us, product_id, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		args...).Error
}

func updatePrice(tx *db.Tx, skuID int64, from, to money.Fen) error {
	return one(tx.SQL().Exec(`UPDATE sku SET price_fen = ?, updated_us = ? WHERE id = ? AND price_fen = ?`,
		int64(to), tx.NowUS(), skuID, int64(from)), ErrState.With("价格刚刚被别人改过,请刷新后再改"))
}

// markReviewed makes today's prices the ones a reviewer has seen.
func markReviewed(tx *db.Tx, productID int64) error {
	return tx.SQL().Exec(`UPDATE sku SET reviewed_fen = price_fen WHERE product_id = ?`, productID).Error
}

func insertReview(tx *db.Tx, r ReviewRow) error {
	err := tx.SQL().Exec(`INSERT INTO product_review (id, product_id, round, stage, verdict, reason, reviewer_id, at_us)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		r.ID, r.ProductID, r.Round, string(r.Stage), verdict(r.Approved), r.Reason, r.ReviewerID, r.AtUS).Error
	if db.IsDuplicate(err) {
		return ErrState
	}
	return err
}

func verdict(approved bool) string {
	if approved {
		return string(approve)
	}
	return string(reject)
}

func selectReviews(tx *db.Tx, productID int64) ([]ReviewRow, error) {
	var rows []struct {
		ID         int64
		ProductID  int64
		Round      int
		Stage      string
		Verdict    string
		Reason     string
		ReviewerID int64
		AtUS       int64
	}
	if err := tx.SQL().Raw(`SELECT id, product_id, round, stage, verdict, reason, reviewer_id, at_us
		FROM product_review WHERE product_id = ? ORDER BY at_us, id`, productID).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("catalog: reviews: %w", err)
	}
	out := make([]ReviewRow, len(rows))
	for i, r := range rows {
		out[i] = ReviewRow{
			ID: r.ID, ProductID: r.ProductID, Round: r.Round, Stage: State(r.Stage), Approved: r.Verdict == string(approve),
			Reason: r.Reason, ReviewerID: r.ReviewerID, AtUS: r.AtUS,
		}
	}
	return out, nil
}
