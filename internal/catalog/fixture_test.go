package catalog

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/blob"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/yigoutest"
)

// The people of the tests, all invented.
var (
	clerk    = actor.Actor{UserID: 1, Role: "station_operator", OrgKind: "station", OrgID: 11}
	townRev  = actor.Actor{UserID: 2, Role: "town_reviewer", Region: "500155130"}
	district = actor.Actor{UserID: 3, Role: "district_admin", Region: "500155"}
)

var (
	stationScope  = Scope{StationID: 11}
	districtScope = Scope{Region: "500155"}
)

// allFacts lets a listing pass.
func allFacts() PublishInput {
	return PublishInput{
		SupplierVerified: true, ConsentOK: true, StationOpen: true, FreightOK: true, BenefitOK: true,
		LicenceUntil: 20271231,
	}
}

// world is a seeded database with one produce and one picture.
type world struct {
	*db.DB
	t       testing.TB
	gallery *Gallery
	honey   Produce
	egg     Produce
	crop    Produce // named like nothing that tests search for
	picture Picture
}

func newWorld(tb testing.TB) *world {
	tb.Helper()
	w := &world{DB: yigoutest.DB(tb), t: tb}
	files, err := blob.OpenDisk(tb.TempDir())
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := files.Close(); err != nil {
			tb.Error(err)
		}
	})
	w.gallery = NewGallery(w.DB, files)
	w.must(func(tx *db.Tx) (err error) {
		if err = Seed(tx); err != nil {
			return err
		}
		if w.honey, err = CreateProduce(tx, district, ProduceInput{Name: "中蜂蜂蜜", Category: "honey.raw", Unit: Gram}); err != nil {
			return err
		}
		if w.crop, err = CreateProduce(tx, district, ProduceInput{Name: "山货", Category: "grain.coarse", Unit: Gram}); err != nil {
			return err
		}
		w.egg, err = CreateProduce(tx, district, ProduceInput{Name: "土鸡蛋", Category: "poultry.egg", Unit: Egg, GramsPerUnit: 50})
		return err
	})
	w.picture = w.upload(pngOf(tb, 300, 300, color.RGBA{R: 200, G: 160, B: 40, A: 255}))
	return w
}

func (w *world) must(fn func(*db.Tx) error) {
	w.t.Helper()
	if err := w.Update(w.t.Context(), fn); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) view(fn func(*db.Tx) error) {
	w.t.Helper()
	if err := w.View(w.t.Context(), fn); err != nil {
		w.t.Fatal(err)
	}
}

// fails runs fn and demands that it is refused with the sentinel.
func (w *world) fails(want *fault.Error, fn func(*db.Tx) error) {
	w.t.Helper()
	err := w.Update(w.t.Context(), fn)
	f, ok := fault.From(err)
	if !ok || f.Code != want.Code {
		w.t.Fatalf("got %v, want %s", err, want.Code)
	}
}

func (w *world) upload(raw []byte) Picture {
	w.t.Helper()
	p, err := w.gallery.Upload(w.t.Context(), clerk, bytes.NewReader(raw))
	if err != nil {
		w.t.Fatal(err)
	}
	return p
}

// draft is a complete honey listing.
func (w *world) draft() ProductInput {
	return ProductInput{
		MerchantID: 21, StationID: 11, Region: "500155130200", MerchantName: "桂香村股份经济合作社",
		StationName: "桂香村服务站", TownName: "紫照镇", VillageName: "桂香村",
		Terms: Terms{
			Category: "honey.raw", Name: "桂香村中蜂蜂蜜", Subtitle: "山里土蜂,一年一取", TaxMark: ExemptSelf,
			BenefitLinkID: 31, FreightTemplateID: 41, SeasonFrom: 11, SeasonTo: 1, CutoffHour: 16, LeadDays: 1,
		},
		MediaIDs: []int64{w.picture.MediaID},
		Skus: []SkuInput{
			{ProduceID: w.honey.ID, Name: "500克/瓶", Quantity: 500, Price: 4990},
			{ProduceID: w.honey.ID, Name: "1千克/瓶", Quantity: 1000, Price: 9500},
		},
	}
}

func (w *world) create(in ProductInput) (p Product) {
	w.t.Helper()
	w.must(func(tx *db.Tx) (err error) { p, err = Create(tx, clerk, in); return err })
	return p
}

// publish takes a draft through both reviews.
func (w *world) publish(in ProductInput) (p Product) {
	w.t.Helper()
	p = w.create(in)
	w.must(func(tx *db.Tx) (err error) {
		if _, err = Submit(tx, clerk, stationScope, p.ID, allFacts()); err != nil {
			return err
		}
		if _, err = Review(tx, townRev, districtScope, p.ID, Decision{Stage: TownReview, Approve: true}, allFacts()); err != nil {
			return err
		}
		p, err = Review(tx, district, districtScope, p.ID, Decision{Stage: DistrictReview, Approve: true}, allFacts())
		return err
	})
	return p
}

// fill puts n products of ten kinds on sale: written at once, as
// publishing writes them one by one. Product i was sold i*7919%1000 times and lies in
// one of 330 villages. It returns them.
func (w *world) fill(n int) []Product {
	w.t.Helper()
	names := []string{"高山大米", "土蜂蜜", "大红袍花椒", "老南瓜", "梁平柚", "麻竹笋", "干豇豆", "红心红薯", "土鸡蛋", "青脆李"}
	leaves := []string{"grain.rice", "honey.raw", "spice.pepper", "vegetable.gourd", "pomelo.fresh", "bamboo.shoot", "vegetable.dried", "grain.tuber", "poultry.egg", "fruit.plum"}
	var list []Product
	var products, skus, pictures, terms rows
	for i := range n {
		p, s := w.copy(i, fmt.Sprintf("%s%d号", names[i%10], i), leaves[i%10])
		list, products = append(list, p), append(products, productValues(p))
		skus = append(skus, []any{s.ID, p.ID, s.ProduceID, 0, s.Name, s.Quantity, s.NetContentG, "", int64(s.Price), int64(s.Price), skuOn, p.CreatedUS, p.CreatedUS})
		pictures = append(pictures, []any{p.ID, 0, p.CoverMediaID})
		texts := []string{p.Name, p.VillageName, p.Subtitle, "山货"}
		for _, t := range indexTerms(texts, texts[:2]) {
			terms = append(terms, []any{int64(t), p.ID})
		}
	}
	w.must(func(tx *db.Tx) error {
		return errors.Join(
			products.insert(tx, "product", strings.ReplaceAll(productColumns, "p.", "")),
			skus.insert(tx, "sku", strings.ReplaceAll(skuColumns, "s.", "")),
			pictures.insert(tx, "product_media", "product_id, ord, media_id"),
			terms.insert(tx, "product_term", "term, product_id"),
		)
	})
	return list
}

func (w *world) copy(i int, name, category string) (Product, Sku) {
	village := fmt.Sprintf("5001551%02d%03d", 1+i%33, 200+i/33%10)
	p := Product{
		ID: w.NewID(), MerchantID: 21, StationID: 11, Region: village, MerchantName: "合作社", StationName: "服务站",
		TownName: "镇", VillageName: "第" + village[6:] + "村", State: OnSale, CreatedBy: 1, Round: 1, SubmittedBy: 1,
		Terms: Terms{
			Category: category, Name: name, Subtitle: "村里自产", TaxMark: ExemptSelf, ReturnPolicy: SevenDay,
			BenefitLinkID: 31, FreightTemplateID: 41, SeasonFrom: 1 + i%12, SeasonTo: 1 + (i+2)%12, CutoffHour: 16, LeadDays: 1,
		},
	}
	p.CreatedUS = clock.US(yigoutest.Start) + int64(i)
	p.UpdatedUS, p.OnSaleUS = p.CreatedUS, p.CreatedUS
	s := Sku{ID: w.NewID(), ProduceID: w.crop.ID, Name: "500克", Quantity: 500, NetContentG: 500, Price: money.Fen(1000 + i%97*10)}
	p.Summary = Summary{
		LeadSkuID: s.ID, SkuCount: 1, Price: s.Price, PriceMax: s.Price, NetContentG: 500,
		CoverMediaID: w.picture.MediaID, CoverColor: w.picture.Color, Sold: int64(i * 7919 % 1000),
	}
	return p, s
}

// productValues is a product in the order of productColumns.
func productValues(p Product) []any {
	return []any{
		p.ID, p.Name, p.Subtitle, p.Category, p.Region, p.TownName, p.VillageName, p.MerchantID, p.MerchantName,
		p.StationID, p.StationName, p.SeasonFrom, p.SeasonTo, p.OnSaleUS, p.LeadSkuID, p.SkuCount, int64(p.Price),
		int64(p.PriceMax), p.NetContentG, p.CountHint, p.CoverMediaID, p.CoverColor, p.Sold, string(p.State),
		string(p.HeldBy), p.Reason, p.Round, p.BenefitLinkID, p.FreightTemplateID, string(p.TaxMark),
		string(p.ReturnPolicy), p.CutoffHour, p.LeadDays, p.CreatedBy, p.SubmittedBy, p.CreatedUS, p.UpdatedUS, p.Description,
	}
}

type rows [][]any

// insert writes the rows with at most 8,000 values a statement.
func (r rows) insert(tx *db.Tx, table, columns string) error {
	for len(r) > 0 {
		n := min(len(r), 8000/len(r[0]))
		one := "(?" + strings.Repeat(", ?", len(r[0])-1) + ")"
		var args []any
		for _, row := range r[:n] {
			args = append(args, row...)
		}
		sql := "INSERT INTO " + table + " (" + columns + ") VALUES " + one + strings.Repeat(", "+one, n-1)
		if err := tx.SQL().Exec(sql, args...).Error; err != nil {
			return err
		}
		r = r[n:]
	}
	return nil
}

func pngOf(tb testing.TB, w, h int, c color.Color) []byte {
	tb.Helper()
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.Set(x, y, c)
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}
