package catalog

import (
	"strings"

	"github.com/yigou/yigou/internal/money"
)

type categoryRow struct {
	Code          string
	Parent        string
	Name          string
	Ord           int
	Fresh         bool
	AfterSaleDays int
	ReturnPolicy  string
	Documents     string
}

func (r categoryRow) category() Category {
	c := Category{
		Code: r.Code, Parent: r.Parent, Name: r.Name, Ord: r.Ord, Fresh: r.Fresh,
		AfterSaleDays: r.AfterSaleDays, ReturnPolicy: ReturnPolicy(r.ReturnPolicy),
	}
	for d := range strings.SplitSeq(r.Documents, ",") {
		if d != "" {
			c.Documents = append(c.Documents, Document(d))
		}
	}
	return c
}

func joinDocuments(docs []Document) string {
	words := make([]string, len(docs))
	for i, d := range docs {
		words[i] = string(d)
	}
	return strings.Join(words, ",")
}

type produceRow struct {
	ID           int64
	Name         string
	Category     string
	Unit         string
	GramsPerUnit int64
	CreatedUS    int64
}

func (r produceRow) produce() Produce {
	return Produce{
		ID: r.ID, Name: r.Name, Category: r.Category, Unit: Unit(r.Unit),
		GramsPerUnit: r.GramsPerUnit, CreatedUS: r.CreatedUS,
	}
}

// summaryRow holds the derived columns that every list reads.
type summaryRow struct {
	LeadSkuID    int64
	SkuCount     int
	PriceFen     int64
	PriceMaxFen  int64
	NetContentG  int64
	CountHint    string
	CoverMediaID int64
	CoverColor   string
	Sold         int64
}

func (r summaryRow) summary() Summary {
	return Summary{
		LeadSkuID: r.LeadSkuID, SkuCount: r.SkuCount, Price: money.Fen(r.PriceFen), PriceMax: money.Fen(r.PriceMaxFen),
		NetContentG: r.NetContentG, CountHint: r.CountHint,
		CoverMediaID: r.CoverMediaID, CoverColor: r.CoverColor, Sold: r.Sold,
	}
}

const cardColumns = `p.id, p.name, p.subtitle, p.category, p.region, p.town_name, p.village_name,
	p.merchant_id, p.merchant_name, p.station_id, p.station_name, p.season_from, p.season_to, p.on_sale_us,
	p.lead_sku_id, p.sku_count, p.price_fen, p.price_max_fen, p.net_content_g, p.count_hint,
	p.cover_media_id, p.cover_color, p.sold`

type cardRow struct {
	ID           int64
	Name         string
	Subtitle     string
	Category     string
	Region       string
	TownName     string
	VillageName  string
	MerchantID   int64
	MerchantName string
	StationID    int64
	StationName  string
	SeasonFrom   int
	SeasonTo     int
	OnSaleUS     int64
	Sum          summaryRow `gorm:"embedded"`
}

func (r cardRow) card() Card {
	return Card{
		ID: r.ID, Name: r.Name, Subtitle: r.Subtitle, Category: r.Category, Region: r.Region,
		TownName: r.TownName, VillageName: r.VillageName, MerchantID: r.MerchantID, MerchantName: r.MerchantName,
		StationID: r.StationID, StationName: r.StationName, SeasonFrom: r.SeasonFrom, SeasonTo: r.SeasonTo,
		OnSaleUS: r.OnSaleUS, Summary: r.Sum.summary(),
	}
}

const (
	staffColumns = cardColumns + `, p.state, p.held_by, p.reason, p.round, p.benefit_link_id, p.freight_template_id,
	p.tax_mark, p.return_policy, p.cutoff_hour, p.lead_days, p.created_by, p.submitted_by, p.created_us, p.updated_us`
	productColumns = staffColumns + `, p.description`
)

type productRow struct {
	Card              cardRow `gorm:"embedded"`
	Description       string
	State             string
	HeldBy            string
	Reason            string
	Round             int
	BenefitLinkID     int64
	FreightTemplateID int64
	TaxMark           string
	ReturnPolicy      string
	CutoffHour        int
	LeadDays          int
	CreatedBy         int64
	SubmittedBy       int64
	CreatedUS         int64
	UpdatedUS         int64
}

func (r productRow) product() Product {
	c := r.Card
	return Product{
		ID: c.ID, MerchantID: c.MerchantID, StationID: c.StationID, Region: c.Region,
		MerchantName: c.MerchantName, StationName: c.StationName, TownName: c.TownName, VillageName: c.VillageName,
		Terms: Terms{
			Category: c.Category, Name: c.Name, Subtitle: c.Subtitle, Description: r.Description,
			BenefitLinkID: r.BenefitLinkID, FreightTemplateID: r.FreightTemplateID,
			TaxMark: TaxMark(r.TaxMark), ReturnPolicy: ReturnPolicy(r.ReturnPolicy),
			SeasonFrom: c.SeasonFrom, SeasonTo: c.SeasonTo, CutoffHour: r.CutoffHour, LeadDays: r.LeadDays,
		},
		State: State(r.State), HeldBy: Holder(r.HeldBy), Reason: r.Reason, Round: r.Round,
		CreatedBy: r.CreatedBy, SubmittedBy: r.SubmittedBy, CreatedUS: r.CreatedUS, UpdatedUS: r.UpdatedUS,
		OnSaleUS: c.OnSaleUS, Summary: c.Sum.summary(),
	}
}

const skuColumns = `s.id, s.product_id, s.produce_id, s.ord, s.name, s.quantity, s.net_content_g, s.count_hint,
	s.price_fen, s.reviewed_fen, s.state, s.created_us, s.updated_us`

// The states of a SKU.
const (
	skuOn  = "on"
	skuOff = "off"
)

type skuRow struct {
	ID          int64
	ProductID   int64
	ProduceID   int64
	Ord         int
	Name        string
	Quantity    int64
	NetContentG int64
	CountHint   string
	PriceFen    int64
	ReviewedFen int64
	State       string
	CreatedUS   int64
	UpdatedUS   int64
}

func (r skuRow) sku() Sku {
	return Sku{
		ID: r.ID, ProductID: r.ProductID, ProduceID: r.ProduceID, Ord: r.Ord, Name: r.Name,
		Quantity: r.Quantity, NetContentG: r.NetContentG, CountHint: r.CountHint,
		Price: money.Fen(r.PriceFen), Reviewed: money.Fen(r.ReviewedFen), Offered: r.State == skuOn,
		CreatedUS: r.CreatedUS, UpdatedUS: r.UpdatedUS,
	}
}
