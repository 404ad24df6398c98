package httpapi

import (
	"fmt"
	"slices"

	"github.com/yigou/yigou/internal/alloc"
	"github.com/yigou/yigou/internal/benefit"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/logistics"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/place"
	"github.com/yigou/yigou/internal/supplier"
)

var supplierStates = map[supplier.State]string{
	supplier.Draft: "待核验", supplier.Verified: "已核验", supplier.Active: "已启用", supplier.Suspended: "已暂停",
}

var stationStates = map[supplier.StationState]string{supplier.StationOpen: "营业", supplier.StationClosed: "停业"}

func readSupplier(tx *db.Tx, m *atlas, x supplier.Supplier) (Supplier, error) {
	stations, err := supplier.StationsOf(tx, x.ID)
	if err != nil {
		return Supplier{}, err
	}
	licences, err := supplier.Licences(tx, x.ID)
	out := Supplier{
		Id: ID(x.ID), Name: x.Name, Kind: SupplierKind(x.Kind), KindLabel: x.Kind.Word(), CreditCode: x.CreditCode,
		Region: x.Region, RegionName: regionWords(m.Tree, x.Region), Address: x.Address, ContactPhone: x.ContactPhone,
		State: SupplierState(x.State), StateLabel: supplierStates[x.State], Reason: x.Reason,
		SettleAccount: settleWords(x.Settlement), VerifiedAt: at(x.VerifiedUS), Stations: mapped(stations, stationRef),
	}
	for _, l := range licences {
		if l.Kind == supplier.Business && BusinessDay(l.To) > out.LicenceUntilDay {
			out.LicenceUntilDay = BusinessDay(l.To)
		}
	}
	return out, err
}

func settleWords(s supplier.Settlement) string {
	if s.Kind == "" {
		return ""
	}
	return fmt.Sprintf("%s 尾号 %s", s.Bank, s.Tail)
}

// payeeNames are the names behind the payees of fees.
type payeeNames struct {
	stations map[int64]supplier.Station
	owners   map[int64]supplier.Supplier // collectives and merchants
	carriers map[int64]string
}

func readPayeeNames(tx *db.Tx, versions []benefit.Version) (n payeeNames, err error) {
	var fees []benefit.FeeRule
	for _, v := range versions {
		fees = append(fees, v.Fees...)
	}
	of := func(kinds ...ledger.OwnerKind) []int64 {
		return keys(fees, func(f benefit.FeeRule) int64 {
			for _, k := range kinds {
				if f.PayeeKind == k.String() {
					return f.PayeeID
				}
			}
			return 0
		})
	}
	if n.stations, err = supplier.StationsByIDs(tx, of(ledger.OwnerStation)); err != nil {
		return n, err
	}
	if n.owners, err = supplier.ByIDs(tx, of(ledger.OwnerCollective, ledger.OwnerMerchant)); err != nil {
		return n, err
	}
	carriers, err := logistics.Carriers(tx)
	n.carriers = map[int64]string{}
	for _, c := range carriers {
		n.carriers[c.ID] = c.Name
	}
	return n, err
}

func (n payeeNames) of(f benefit.FeeRule) string {
	switch f.PayeeKind {
	case ledger.OwnerStation.String():
		return n.stations[f.PayeeID].Name
	case ledger.OwnerCarrier.String():
		return n.carriers[f.PayeeID]
	}
	return n.owners[f.PayeeID].Name
}

// A bill of 100 yuan for a kilogram shows what a link does.
const (
	examplePrice money.Fen = 10_000
	exampleGrams int64     = 1000
)

func benefitLink(v benefit.Version, names payeeNames) BenefitLink {
	out := BenefitLink{
		Id: ID(v.LinkID), VersionId: ID(v.ID), Name: v.Name, Summary: v.Summary, Kind: BenefitLinkKind(v.Kind), KindLabel: "代销",
		VersionNo: v.No, SinceAt: at(v.CreatedUS), HouseholdsBp: 10_000,
		Example: bill(v, examplePrice, exampleGrams, payees{village: "本村", station: "服务站", merchant: "供货主体"}),
		Fees: mapped(v.Fees, func(f benefit.FeeRule) Fee {
			return Fee{
				Role: FeeRole(f.Role), Title: partTitles[f.Role], Payee: names.of(f), PayeeId: ID(f.PayeeID),
				Bp: f.BP, FenPerKg: int64(f.FenPerKG), VatBp: f.VatBP,
			}
		}),
	}
	for _, f := range v.Fees {
		out.HouseholdsBp -= f.BP
	}
	return out
}

// feeRules names each fee's payee and refuses one the merchant has nothing to
// do with.
func feeRules(tx *db.Tx, merchantID int64, in []FeeInput) ([]benefit.FeeRule, error) {
	known, err := readPayees(tx, merchantID, in)
	if err != nil {
		return nil, err
	}
	var c fault.Checker
	out := make([]benefit.FeeRule, len(in))
	for i, f := range in {
		rule := feeRule(f)
		if rule.PayeeKind == ledger.OwnerMerchant.String() && rule.PayeeID == 0 {
			rule.PayeeID = merchantID
		}
		out[i] = rule
		c.Check(known[payeeKey{rule.PayeeKind, rule.PayeeID}], fmt.Sprintf("fees[%d].payee_id", i), "choice", "请选择"+partTitles[rule.Role]+"的收款方")
	}
	return out, c.Err()
}

// feeRule is a fee as it was typed.
func feeRule(in FeeInput) benefit.FeeRule {
	rule := benefit.FeeRule{
		Role: alloc.Role(in.Role), BP: in.Bp, FenPerKG: money.Fen(in.FenPerKg), VatBP: in.VatBp, PayeeID: int64(in.PayeeId),
	}
	rule.PayeeKind = payeeKind(rule).String()
	return rule
}

// collectiveOptions are the village collectives of the merchant's district, those
// of its own town first.
func collectiveOptions(tx *db.Tx, region string) ([]Option, error) {
	list, err := supplier.List(tx, supplier.Query{
		Region: region[:min(len(region), districtDigits)], Kind: supplier.Collective, State: supplier.Active, Limit: mostCollectives,
	})
	if err != nil {
		return nil, err
	}
	town := place.TownOf(region)
	slices.SortStableFunc(list, func(a, b supplier.Supplier) int { return far(a.Region, town) - far(b.Region, town) })
	return mapped(list, func(x supplier.Supplier) Option { return Option{Code: formatID(x.ID), Name: x.Name} }), nil
}

const (
	districtDigits  = 6
	mostCollectives = 1000 // a district has a few hundred villages
)

func far(region, town string) int {
	if within(region, town) {
		return 0
	}
	return 1
}

// payeeKind is who may receive a fee of a role.
func payeeKind(f benefit.FeeRule) ledger.OwnerKind {
	switch f.Role {
	case alloc.RoleCollective:
		return ledger.OwnerCollective
	case alloc.RoleStation, alloc.RolePacking:
		return ledger.OwnerStation
	case alloc.RoleFreight:
		return ledger.OwnerCarrier
	case alloc.RoleFirstMile:
		if f.PayeeID != 0 {
			return ledger.OwnerCarrier
		}
	case alloc.RoleHousehold, alloc.RoleService, alloc.RoleVAT:
	}
	return ledger.OwnerMerchant
}

type payeeKey struct {
	kind string
	id   int64
}

// readPayees lists whom a merchant may pay: itself, its stations, the
// collectives named, and the carriers.
func readPayees(tx *db.Tx, merchantID int64, in []FeeInput) (map[payeeKey]bool, error) {
	known := map[payeeKey]bool{{ledger.OwnerMerchant.String(), merchantID}: true}
	stations, err := supplier.StationsOf(tx, merchantID)
	if err != nil {
		return nil, err
	}
	for _, x := range stations {
		known[payeeKey{ledger.OwnerStation.String(), x.ID}] = true
	}
	owners, err := supplier.ByIDs(tx, keys(in, func(f FeeInput) int64 { return int64(f.PayeeId) }))
	if err != nil {
		return nil, err
	}
	for id, x := range owners {
		known[payeeKey{ledger.OwnerCollective.String(), id}] = x.Kind == supplier.Collective
	}
	carriers, err := logistics.Carriers(tx)
	for _, c := range carriers {
		known[payeeKey{ledger.OwnerCarrier.String(), c.ID}] = true
	}
	return known, err
}

func freightTemplate(t logistics.Template, carriers []logistics.Carrier) FreightTemplate {
	out := FreightTemplate{
		Id: ID(t.ID), Name: t.Name, VersionNo: t.Version, Origin: t.Origin, UpdatedAt: at(t.CreatedUS),
		Groups: mapped(t.Groups, func(g logistics.Group) FreightGroup {
			return FreightGroup{
				Provinces: g.Provinces, FirstGrams: g.FirstGrams, FirstFen: int64(g.First),
				StepGrams: g.StepGrams, StepFen: int64(g.Step), FreeOverFen: int64(g.FreeOver),
			}
		}),
		Exclusions: mapped(t.Exclusions, func(e logistics.Exclusion) FreightExclusion {
			return FreightExclusion{Provinces: e.Provinces, Reason: e.Reason}
		}),
	}
	for _, c := range carriers {
		if c.ID == t.CarrierID {
			out.CarrierCode, out.CarrierName = c.Code, c.Name
		}
	}
	return out
}

func templateInput(in FreightTemplateInput, carrierID int64) logistics.TemplateInput {
	return logistics.TemplateInput{
		Name: in.Name, CarrierID: carrierID, Origin: in.Origin,
		Groups: mapped(in.Groups, func(g FreightGroup) logistics.Group {
			return logistics.Group{
				Provinces: g.Provinces, FirstGrams: g.FirstGrams, First: money.Fen(g.FirstFen),
				StepGrams: g.StepGrams, Step: money.Fen(g.StepFen), FreeOver: money.Fen(g.FreeOverFen),
			}
		}),
		Exclusions: mapped(in.Exclusions, func(e FreightExclusion) logistics.Exclusion {
			return logistics.Exclusion{Provinces: e.Provinces, Reason: e.Reason}
		}),
	}
}
