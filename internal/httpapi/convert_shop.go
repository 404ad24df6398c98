package httpapi

import (
	"fmt"

	"github.com/yigou/yigou/internal/alloc"
	"github.com/yigou/yigou/internal/benefit"
	"github.com/yigou/yigou/internal/catalog"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/place"
	"github.com/yigou/yigou/internal/supplier"
)

func (s shelf) card(tx *db.Tx, c catalog.Card, categories categoryNames) ProductCard {
	households := s.toHouseholds(c.LeadSkuID)
	return ProductCard{
		Id: ID(c.ID), Name: c.Name, Subtitle: c.Subtitle, Cover: cover(c.CoverMediaID, c.CoverColor, c.Name),
		Category: c.Category, CategoryName: categories[c.Category],
		Village:  VillageRef{Code: c.Region, Name: c.VillageName, TownName: c.TownName},
		PriceFen: int64(c.Price), PerKgFen: int64(c.PerKG()), PerJinFen: int64(c.PerJin()),
		SkuName: s.skus[c.LeadSkuID].SkuName, SkuCount: c.SkuCount,
		HouseholdsFen: households, HouseholdsBp: share(households, int64(c.Price)),
		SoldCount: c.Sold, InStock: s.left(c.LeadSkuID) > 0, Promise: s.promise(tx, c.LeadSkuID),
	}
}

func (s shelf) sku(d catalog.Detail, k catalog.SkuDetail) Sku {
	return Sku{
		Id: ID(k.ID), Name: k.Name, PriceFen: int64(k.Price), PerKgFen: int64(k.PerKG()), PerJinFen: int64(k.PerJin()),
		Quantity: k.Quantity, Unit: Unit(k.Produce.Unit), UnitLabel: k.Produce.Unit.Word(),
		NetContentG: k.NetContentG, CountHint: k.CountHint, Available: s.left(k.ID),
		Bill: bill(s.links[d.BenefitLinkID], k.Price, k.NetContentG, payees{
			village: d.VillageName, station: d.StationName, merchant: d.MerchantName,
		}),
	}
}

// payees are the names a bill shows.
type payees struct{ village, station, merchant string }

func (p payees) of(r alloc.Role) string {
	switch r {
	case alloc.RoleHousehold:
		return p.village + "农户"
	case alloc.RoleCollective:
		return p.village + "村集体"
	case alloc.RoleStation, alloc.RolePacking:
		return p.station
	case alloc.RoleService:
		return p.merchant
	case alloc.RoleVAT:
		return "税务机关"
	case alloc.RoleFirstMile:
		return "村到镇承运人"
	case alloc.RoleFreight:
		return "快递公司"
	}
	return ""
}

// bill is the 助农账单 of one SKU; without a link, or where the fees eat the
// price, it has no parts.
func bill(v benefit.Version, price money.Fen, grams int64, names payees) Bill {
	parts, err := v.Bill(price, grams)
	if v.ID == 0 || err != nil {
		return Bill{GrossFen: int64(price), Parts: []BillPart{}}
	}
	return Bill{
		GrossFen: int64(price), VersionNo: v.No, KindLabel: "代销",
		Parts: mapped(parts, func(p alloc.Part) BillPart { return billPart(p, price, v, names) }),
	}
}

func billPart(p alloc.Part, gross money.Fen, v benefit.Version, names payees) BillPart {
	return BillPart{
		Role: BillRole(p.Role), Title: partTitles[p.Role], Payee: names.of(p.Role), AmountFen: int64(p.Amount),
		ShareBp: share(int64(p.Amount), int64(gross)), Basis: basis(v, p.Role),
		SetBy: fmt.Sprintf("%s的代销约定「%s」第 %d 版，%s起", names.merchant, v.Name, v.No, at(v.CreatedUS).Format("2006年1月2日")),
	}
}

// basis says how a part is reckoned.
func basis(v benefit.Version, r alloc.Role) string {
	if r == alloc.RoleHousehold {
		return "售价减去约定费用后的全部，按交货的数量和等级分给农户"
	}
	if r == alloc.RoleVAT {
		return "服务费里含的增值税"
	}
	for _, f := range v.Fees {
		switch {
		case f.Role != r:
		case f.FenPerKG > 0:
			return fmt.Sprintf("每千克 %s 元", f.FenPerKG)
		default:
			return "售价的 " + percentWords(f.BP)
		}
	}
	return ""
}

func householdsPart(v benefit.Version, price money.Fen, grams int64) int64 {
	parts, err := v.Bill(price, grams)
	if v.ID == 0 || err != nil {
		return 0
	}
	for _, p := range parts {
		if p.Role == alloc.RoleHousehold {
			return int64(p.Amount)
		}
	}
	return 0
}

// facts are the lines a product page lists.
func facts(d catalog.Detail, tree *place.Tree) []Fact {
	out := []Fact{{Label: "产地", Value: tree.Path(d.Region)}, {Label: "分类", Value: d.CategoryRow.Name}}
	if d.SeasonFrom != 0 {
		out = append(out, Fact{Label: "上市时间", Value: season(d.SeasonFrom, d.SeasonTo)})
	}
	if d.CategoryRow.Fresh {
		out = append(out, Fact{Label: "保存", Value: "鲜活农产品，收到后请尽快食用或冷藏"})
	}
	return append(out, Fact{Label: "计税", Value: taxWords[d.TaxMark]})
}

func season(from, to int) string {
	if to < from {
		return fmt.Sprintf("%d 月到次年 %d 月", from, to)
	}
	return fmt.Sprintf("%d 月到 %d 月", from, to)
}

func stationRef(x supplier.Station) StationRef {
	return StationRef{Id: ID(x.ID), Name: x.Name, Phone: x.Phone, Hours: x.Hours, VillageName: x.VillageName}
}

func merchantRef(m supplier.Supplier) MerchantRef {
	return MerchantRef{
		Id: ID(m.ID), Name: m.Name, Kind: SupplierKind(m.Kind), KindLabel: m.Kind.Word(),
		LicenceLine: fmt.Sprintf("%s · 统一社会信用代码 %s", m.Name, m.CreditCode),
	}
}

func division(d place.Division) Division {
	return Division{Code: d.Code, Name: d.Name, Children: mapped(d.Children, division)}
}

func addressParse(p place.Parsed) AddressParse {
	return AddressParse{
		Name: p.Name, Phone: p.Phone, CountyCode: p.County.Code, RegionName: countyWords(p.County), Detail: p.Detail,
		Doubts: mapped(p.Doubts, func(d place.Doubt) AddressDoubt {
			return AddressDoubt{
				Field: AddressDoubtField(d.Field), Detail: d.Reason,
				Choices: mapped(d.Candidates, func(c place.Candidate) Option { return Option{Code: c.Value, Name: c.Label} }),
			}
		}),
	}
}

func countyWords(c place.County) string {
	if c.Code == "" {
		return ""
	}
	return c.Full()
}
