package httpapi

import (
	"encoding/hex"
	"math/bits"

	"github.com/yigou/yigou/internal/catalog"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/place"
	"github.com/yigou/yigou/internal/stock"
	"github.com/yigou/yigou/internal/trade"
)

func householdAtScales(h household.Household, kind string) StationHousehold {
	return StationHousehold{
		Id: ID(h.ID), Code: h.Code, Name: h.MaskedName, VillageName: h.VillageName + h.GroupName,
		Kind: string(h.Kind), KindLabel: kind, Persons: h.Persons, Consents: []Consent{},
	}
}

func produce(p catalog.Produce, names categoryNames) Produce {
	return Produce{
		Id: ID(p.ID), Name: p.Name, Category: p.Category, CategoryName: names[p.Category],
		Unit: Unit(p.Unit), UnitLabel: p.Unit.Word(), GramsPerUnit: p.GramsPerUnit,
	}
}

func produceInput(in ProduceInput) catalog.ProduceInput {
	return catalog.ProduceInput{Name: in.Name, Category: in.Category, Unit: catalog.Unit(in.Unit), GramsPerUnit: in.GramsPerUnit}
}

func unitOptions() []Option {
	return mapped([]catalog.Unit{catalog.Gram, catalog.Piece, catalog.Head, catalog.Egg, catalog.Box},
		func(u catalog.Unit) Option { return Option{Code: string(u), Name: u.Word()} })
}

func contribution(lotID int64, in ContributionInput) stock.Contribution {
	c := stock.Contribution{
		LotID: lotID, HouseholdID: int64(in.HouseholdId), Qty: in.Quantity, Grams: in.WeightG, GradePM: in.GradePm,
	}
	if c.GradePM == 0 {
		c.GradePM = stock.StandardGrade
	}
	return c
}

var lotStates = map[stock.State]string{stock.Open: "收货中", stock.Sealed: "已封存"}

func lotCard(l stock.Lot, n lotNames, given []stock.Contribution) LotCard {
	return LotCard{
		Id: ID(l.ID), No: l.No, State: LotState(l.State), StateLabel: lotStates[l.State],
		ProduceName: n.produce[l.ProduceID].Name, MerchantName: n.merchants[l.MerchantID].Name, ReceivedDay: BusinessDay(l.Received),
		Quantity: l.Qty, Unit: Unit(l.Unit), UnitLabel: catalog.Unit(l.Unit).Word(), WeightG: l.Grams,
		HouseholdCount: contributors(given), CreatedAt: at(l.OpenedUS), SealedAt: at(l.SealedUS),
	}
}

func lot(l stock.Lot, m *atlas, n lotNames, categories categoryNames, given []stock.Contribution, hs map[int64]household.Household) Lot {
	total := int64(0)
	for _, c := range given {
		total += weightOf(c)
	}
	return Lot{
		Id: ID(l.ID), No: l.No, State: LotState(l.State), StateLabel: lotStates[l.State],
		Produce: produce(n.produce[l.ProduceID], categories), MerchantId: ID(l.MerchantID), MerchantName: n.merchants[l.MerchantID].Name,
		Village: villageRef(m.Tree, l.Region), ReceivedDay: BusinessDay(l.Received), Quantity: l.Qty, WeightG: l.Grams,
		HouseholdCount: contributors(given), Note: l.Note, Fingerprint: hex.EncodeToString(l.Hash),
		CreatedAt: at(l.OpenedUS), SealedAt: at(l.SealedUS), Actions: lotActions(l, len(given)),
		Contributions: mapped(given, func(c stock.Contribution) Contribution {
			return Contribution{
				Ord: c.Ord, HouseholdId: ID(c.HouseholdID), HouseholdName: hs[c.HouseholdID].MaskedName,
				Quantity: c.Qty, WeightG: c.Grams, GradePm: c.GradePM, ShareBp: portion(10_000, weightOf(c), total),
			}
		}),
	}
}

// weightOf is what a contribution counts in its lot (decisions 9).
func weightOf(c stock.Contribution) int64 { return c.Qty * c.GradePM }

// portion is whole·part/total, rounded down, in 128 bits; for display.
func portion(whole, part, total int64) int64 {
	if total <= 0 || part < 0 || part > total {
		return 0
	}
	hi, lo := bits.Mul64(uint64(whole), uint64(part))
	q, _ := bits.Div64(hi, lo, uint64(total))
	return int64(q)
}

func listingInput(in ListingInput, m *atlas) catalog.ProductInput {
	ref := villageRef(m.Tree, in.Region)
	return catalog.ProductInput{
		MerchantID: int64(in.MerchantId), Region: in.Region, TownName: ref.TownName, VillageName: ref.Name,
		Terms: catalog.Terms{
			Category: in.Category, Name: in.Name, Subtitle: in.Subtitle, Description: in.Description,
			BenefitLinkID: int64(in.BenefitLinkId), FreightTemplateID: int64(in.FreightTemplateId),
			TaxMark: catalog.TaxMark(in.TaxMark), ReturnPolicy: catalog.ReturnPolicy(in.ReturnPolicy),
			SeasonFrom: in.SeasonFrom, SeasonTo: in.SeasonTo, CutoffHour: in.CutoffHour, LeadDays: in.LeadDays,
		},
		MediaIDs: toIDs(in.MediaIds),
		Skus: mapped(in.Skus, func(k ListingSkuInput) catalog.SkuInput {
			return catalog.SkuInput{
				ID: int64(k.Id), ProduceID: int64(k.ProduceId), Name: k.Name, Quantity: k.Quantity,
				NetContentG: k.NetContentG, CountHint: k.CountHint, Price: money.Fen(k.PriceFen),
			}
		}),
	}
}

func listingCard(p catalog.Product, names categoryNames) ListingCard {
	return ListingCard{
		Id: ID(p.ID), Name: p.Name, Cover: cover(p.CoverMediaID, p.CoverColor, p.Name), State: ProductState(p.State),
		StateLabel: p.State.Word(), MerchantName: p.MerchantName, CategoryName: names[p.Category], PriceFen: int64(p.Price),
		SkuCount: p.SkuCount, SoldCount: p.Sold, UpdatedAt: at(p.UpdatedUS),
	}
}

func listing(d catalog.Detail, m *atlas, onShelf shelf, categories categoryNames, bandBP int64) Listing {
	out := Listing{
		Id: ID(d.ID), Name: d.Name, Subtitle: d.Subtitle, State: ProductState(d.State), StateLabel: d.State.Word(), Reason: d.Reason,
		MerchantId: ID(d.MerchantID), MerchantName: d.MerchantName, StationName: d.StationName, Village: villageRef(m.Tree, d.Region),
		Category: d.Category, CategoryName: d.CategoryRow.Name, BenefitLinkId: ID(d.BenefitLinkID), FreightTemplateId: ID(d.FreightTemplateID),
		ReturnPolicy: ReturnPolicy(d.ReturnPolicy), AfterSaleDays: d.CategoryRow.AfterSaleDays, TaxMark: TaxMark(d.TaxMark),
		SeasonFrom: d.SeasonFrom, SeasonTo: d.SeasonTo, CutoffHour: d.CutoffHour, LeadDays: d.LeadDays, Description: d.Description,
		Pictures: mapped(d.Pictures, func(p catalog.Picture) Picture { return picture(p, d.Name) }),
		Skus:     []ListingSku{}, Reviews: []Review{}, UpdatedAt: at(d.UpdatedUS),
	}
	for _, k := range d.Skus {
		if k.Offered {
			out.Skus = append(out.Skus, listingSku(d, k, onShelf, categories, bandBP))
		}
	}
	return out
}

func listingSku(d catalog.Detail, k catalog.SkuDetail, onShelf shelf, categories categoryNames, bandBP int64) ListingSku {
	var lowest, highest money.Fen // no band before a price was reviewed
	if d.State == catalog.OnSale || d.State == catalog.Suspended {
		lowest, highest = catalog.PriceBand(k.Reviewed, bandBP)
	}
	return ListingSku{
		Id: ID(k.ID), Produce: produce(k.Produce, categories), Name: k.Name, Quantity: k.Quantity, NetContentG: k.NetContentG,
		PriceFen: int64(k.Price), PerKgFen: int64(k.PerKG()), PerJinFen: int64(k.PerJin()),
		PriceLowFen: int64(lowest), PriceHighFen: int64(highest), CountHint: k.CountHint, Available: onShelf.left(k.ID),
		Bill: onShelf.sku(d, k).Bill,
	}
}

func review(r catalog.ReviewRow, names map[int64]string) Review {
	out := Review{
		Step: ReviewStepTown, StepLabel: "乡镇审核", Verdict: ReviewVerdictReject, VerdictLabel: "退回",
		Note: r.Reason, By: names[r.ReviewerID], At: at(r.AtUS),
	}
	if r.Stage == catalog.DistrictReview {
		out.Step, out.StepLabel = ReviewStepDistrict, "区级审核"
	}
	if r.Approved {
		out.Verdict, out.VerdictLabel = ReviewVerdictApprove, "通过"
	}
	return out
}

func returnOptions() []Option {
	return mapped([]catalog.ReturnPolicy{catalog.SevenDay, catalog.FreshExempt, catalog.ConfirmedExempt},
		func(p catalog.ReturnPolicy) Option { return Option{Code: string(p), Name: returnWords[p]} })
}

func taxOptions() []Option {
	return mapped([]catalog.TaxMark{catalog.ExemptSelf, catalog.ExemptChain, catalog.Rate9, catalog.Rate13},
		func(m catalog.TaxMark) Option { return Option{Code: string(m), Name: taxWords[m]} })
}

func cancelInput(orderID int64, in CancelInput) trade.CancelInput {
	return trade.CancelInput{OrderID: orderID, Reason: trade.CancelReason("station_" + string(in.Reason)), Note: in.Note}
}

func packInput(orderID int64, in PackInput) trade.PackInput {
	return trade.PackInput{OrderID: orderID, Scans: mapped(in.Lines, func(l PackLineInput) trade.Scan {
		return trade.Scan{LineID: int64(l.OrderLineId), Lots: toIDs(l.LotIds)}
	})}
}

// placeOf shows a place with its figures.
func placeOf(p place.Place, m *atlas, stations int) Place {
	n := 0
	for code, c := range m.registered {
		if within(code, p.Code) {
			n += c.Households
		}
	}
	return Place{
		Code: p.Code, Name: p.Short, Level: PlaceLevel(p.Level), Parent: p.Parent,
		HouseholdCount: int64(n), StationCount: int64(stations),
	}
}
