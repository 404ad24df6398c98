package catalog

import (
	"fmt"
	"strings"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
)

// Create writes a draft. The caller has checked that the station may sell for
// the merchant and that link and template are the merchant's.
func Create(tx *db.Tx, a actor.Actor, in ProductInput) (Product, error) {
	in = in.trimmed()
	if err := in.Validate(); err != nil {
		return Product{}, err
	}
	p := Product{
		ID: tx.NewID(), State: Draft, CreatedBy: a.UserID,
		CreatedUS: tx.NowUS(), UpdatedUS: tx.NowUS(),
	}
	skus, err := in.applyTo(tx, &p, nil)
	if err != nil {
		return Product{}, err
	}
	if err := insertProduct(tx, p); err != nil {
		return Product{}, err
	}
	if err := writeParts(tx, p.ID, skus, in.MediaIDs); err != nil {
		return Product{}, err
	}
	if err := audit.Add(tx, a, "product.create", "product", p.ID, p.Name); err != nil {
		return Product{}, err
	}
	return selectProduct(tx, p.ID)
}

// Update rewrites a draft as a whole. SKUs keep their ids; those left out are
// withdrawn, never deleted, since orders may point at them.
func Update(tx *db.Tx, a actor.Actor, sc Scope, id int64, in ProductInput) (Product, error) {
	in = in.trimmed()
	if err := in.Validate(); err != nil {
		return Product{}, err
	}
	p, err := selectProductInScope(tx, sc, id)
	if err != nil {
		return Product{}, err
	}
	if p.State != Draft {
		return Product{}, ErrState.Withf("商品现在是「%s」，只有草稿可以修改", p.State.Word())
	}
	had, err := selectSkus(tx, id)
	if err != nil {
		return Product{}, err
	}
	skus, err := in.applyTo(tx, &p, had)
	if err != nil {
		return Product{}, err
	}
	p.UpdatedUS = tx.NowUS()
	if err := updateDraft(tx, p); err != nil {
		return Product{}, err
	}
	if err := writeParts(tx, id, skus, in.MediaIDs); err != nil {
		return Product{}, err
	}
	if err := audit.Add(tx, a, "product.update", "product", id, p.Name); err != nil {
		return Product{}, err
	}
	return selectProduct(tx, id)
}

// SetPictures replaces the pictures of a product in any state but under review
// and off.
func SetPictures(tx *db.Tx, a actor.Actor, sc Scope, id int64, mediaIDs []int64) (Product, error) {
	if len(mediaIDs) > MaxPictures || !distinct(mediaIDs) {
		return Product{}, fault.ErrInvalid.Field("media_ids", "input.range", "图片最多 9 张，同一张只能放一次")
	}
	p, err := selectProductInScope(tx, sc, id)
	if err != nil {
		return Product{}, err
	}
	if p.State != Draft && !p.State.live() {
		return Product{}, ErrState.Withf("商品现在是「%s」，不能换图片", p.State.Word())
	}
	if p.State.live() && len(mediaIDs) == 0 {
		return Product{}, ErrNoPicture
	}
	if err := replacePictures(tx, id, mediaIDs); err != nil {
		return Product{}, err
	}
	if err := refreshSummary(tx, id); err != nil {
		return Product{}, err
	}
	db.Changed(tx)
	if err := audit.Add(tx, a, "product.pictures", "product", id, fmt.Sprint(len(mediaIDs))); err != nil {
		return Product{}, err
	}
	return selectProduct(tx, id)
}

// AddSold adds n, a number of SKUs sold (negative for a cancellation), to a
// product's counter. It does not touch the generation: lists show it within
// the cache's time to live.
func AddSold(tx *db.Tx, productID, n int64) error { return addSold(tx, productID, n) }

// writeParts stores SKUs and pictures and derives the summary.
func writeParts(tx *db.Tx, productID int64, skus []Sku, mediaIDs []int64) error {
	db.Changed(tx)
	if err := putSkus(tx, productID, skus); err != nil {
		return err
	}
	if err := replacePictures(tx, productID, mediaIDs); err != nil {
		return err
	}
	return refreshSummary(tx, productID)
}

// applyTo copies the input onto p and returns its SKUs. had are the SKUs the
// product has so far.
func (in ProductInput) applyTo(tx *db.Tx, p *Product, had []Sku) ([]Sku, error) {
	cat, err := selectCategory(tx, in.Category)
	if err != nil {
		return nil, err
	}
	p.MerchantID, p.StationID, p.Region = in.MerchantID, in.StationID, in.Region
	p.MerchantName, p.StationName = in.MerchantName, in.StationName
	p.TownName, p.VillageName = in.TownName, in.VillageName
	p.Terms = in.Terms
	if p.ReturnPolicy == "" {
		p.ReturnPolicy = cat.ReturnPolicy
	}
	return in.skus(tx, p.ID, had)
}

func (in ProductInput) skus(tx *db.Tx, productID int64, had []Sku) ([]Sku, error) {
	ids := make([]int64, len(in.Skus))
	for i, s := range in.Skus {
		ids[i] = s.ProduceID
	}
	produce, err := selectProduce(tx, ids)
	if err != nil {
		return nil, err
	}
	old := make(map[int64]Sku, len(had))
	for _, s := range had {
		old[s.ID] = s
	}
	var check fault.Checker
	out := make([]Sku, len(in.Skus))
	for i, s := range in.Skus {
		at := fmt.Sprintf("skus[%d].", i)
		crop, ok := produce[s.ProduceID]
		if !ok {
			return nil, ErrNoProduce.Field(at+"produce_id", "input.choice", "请重新选择品种")
		}
		sku, known := old[s.ID]
		switch {
		case s.ID == 0:
			sku = Sku{ID: tx.NewID(), ProductID: productID, CreatedUS: tx.NowUS()}
		case !known:
			return nil, ErrNoSku.Field(at+"id", "input.choice", "这个规格不属于这个商品")
		}
		delete(old, s.ID)
		out[i] = s.onto(sku, i, crop, tx.NowUS())
		checkNet(&check, at, out[i], crop)
	}
	return out, check.Err()
}

func (s SkuInput) onto(sku Sku, ord int, crop Produce, nowUS int64) Sku {
	sku.ProduceID, sku.Ord, sku.Name = s.ProduceID, ord, s.Name
	sku.Quantity, sku.NetContentG, sku.CountHint = s.Quantity, s.NetContentG, s.CountHint
	if sku.NetContentG == 0 {
		sku.NetContentG = s.Quantity * crop.GramsPerUnit
	}
	sku.Price, sku.Reviewed, sku.Offered, sku.UpdatedUS = s.Price, s.Price, true, nowUS
	return sku
}

func (in ProductInput) trimmed() ProductInput {
	for _, s := range []*string{&in.Name, &in.Subtitle, &in.Description} {
		*s = strings.TrimSpace(*s)
	}
	skus := make([]SkuInput, len(in.Skus))
	for i, s := range in.Skus {
		s.Name, s.CountHint = strings.TrimSpace(s.Name), strings.TrimSpace(s.CountHint)
		skus[i] = s
	}
	in.Skus = skus
	return in
}
