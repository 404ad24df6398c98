package httpapi

import (
	"strconv"
	"strings"

	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/benefit"
	"github.com/yigou/yigou/internal/catalog"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/id"
	"github.com/yigou/yigou/internal/identity"
	"github.com/yigou/yigou/internal/place"
	"github.com/yigou/yigou/internal/report"
	"github.com/yigou/yigou/internal/supplier"
	"github.com/yigou/yigou/internal/trade"
)

func (a *atlas) townFigure(v report.Village) TownFigure {
	return TownFigure{
		Code: v.Code, Name: a.Name(v.Code), GrossFen: int64(v.Gross), HouseholdsFen: int64(v.Households), HouseholdCount: v.Count,
	}
}

func (a *atlas) villageTotals(v report.Village) VillageTotals {
	ref := villageRef(a.Tree, v.Code)
	return VillageTotals{
		Code: ref.Code, Name: ref.Name, TownName: ref.TownName, GrossFen: int64(v.Gross), HouseholdsFen: int64(v.Households),
		HouseholdCount: v.Count, Orders: v.Orders,
	}
}

// newSupplier names the village a merchant belongs to.
func newSupplier(in SupplierInput, m *atlas) supplier.NewSupplier {
	return supplier.NewSupplier{
		Name: in.Name, Kind: supplier.Kind(in.Kind), CreditCode: in.CreditCode, Region: in.Region,
		VillageName: m.Name(place.VillageOf(in.Region)), Address: in.Address,
		ContactName: in.ContactName, ContactPhone: in.ContactPhone, LicenceUntil: clock.Day(in.LicenceUntilDay),
	}
}

func newStation(in StationInput, m *atlas) supplier.NewStation {
	return supplier.NewStation{
		Name: in.Name, Region: in.Region, VillageName: m.Name(place.VillageOf(in.Region)), Phone: in.Phone, Hours: in.Hours,
		Address: in.Address, Pickup: in.Pickup, MerchantIDs: toIDs(in.MerchantIds),
	}
}

func stationTerms(in StationUpdate) supplier.StationTerms {
	return supplier.StationTerms{
		Name: in.Name, Phone: in.Phone, Hours: in.Hours, Address: in.Address, Pickup: in.Pickup, MerchantIDs: toIDs(in.MerchantIds),
	}
}

func stationOut(x supplier.Station, m *atlas, merchants []supplier.Supplier) Station {
	return Station{
		Id: ID(x.ID), Name: x.Name, Region: x.Region, RegionName: regionWords(m.Tree, x.Region), Phone: x.Phone, Hours: x.Hours,
		Address: x.Address, Pickup: x.Pickup, State: StationState(x.State), StateLabel: stationStates[x.State],
		Merchants: mapped(merchants, func(s supplier.Supplier) Option { return Option{Code: formatID(s.ID), Name: s.Name} }),
	}
}

var importStates = map[household.ImportState]string{
	household.ImportRunning: "进行中", household.ImportDone: "已完成", household.ImportFailed: "失败",
}

func importRun(r household.ImportRun) HouseholdImport {
	return HouseholdImport{
		Id: ID(r.ID), State: HouseholdImportState(r.State), StateLabel: importStates[r.State], DryRun: r.DryRun, FileName: r.FileName,
		Rows: r.Rows, Added: r.New, Changed: r.Changed, Unchanged: r.Same, Persons: r.Persons,
		Rejected: r.Rejected, Skipped: r.Skipped, Detail: r.Failure, StartedAt: at(r.StartedUS), FinishedAt: at(r.FinishedUS),
	}
}

func importError(e household.RowError) ImportError {
	return ImportError{Line: e.Line, Column: e.Column, Name: e.Name, Outcome: ImportErrorOutcome(e.Outcome), Detail: e.Reason}
}

func householdCard(h household.Household, m *atlas, words household.Words, today clock.Day) HouseholdCard {
	return HouseholdCard{
		Id: ID(h.ID), Code: h.Code, Name: h.MaskedName, Region: h.Region, VillageName: regionWords(m.Tree, h.Region),
		Kind: string(h.Kind), KindLabel: words.KindWord(h.Kind, today), Persons: h.Persons, State: string(h.State),
	}
}

// householdKind uses the word of the kind's own first day.
func householdKind(k household.Span, words household.Words) HouseholdKind {
	return HouseholdKind{
		Kind: string(k.Kind), KindLabel: words.KindWord(k.Kind, k.From), FromDay: BusinessDay(k.From), UntilDay: BusinessDay(k.To),
	}
}

func reviewTask(p catalog.Product, m *atlas, v benefit.Version) ReviewTask {
	out := ReviewTask{
		ProductId: ID(p.ID), ProductName: p.Name, Cover: cover(p.CoverMediaID, p.CoverColor, p.Name),
		Step: ReviewTaskStepTown, StepLabel: "乡镇审核", StationName: p.StationName, MerchantName: p.MerchantName,
		Village: villageRef(m.Tree, p.Region), PriceFen: int64(p.Price), SubmittedAt: at(p.UpdatedUS),
		HouseholdsBp: share(householdsPart(v, p.Price, p.NetContentG), int64(p.Price)),
	}
	if p.State == catalog.DistrictReview {
		out.Step, out.StepLabel = ReviewTaskStepDistrict, "区级审核"
	}
	return out
}

// noOrder is an id no order has.
const noOrder = -1

// orderIDOf reads the id out of an order's number; a number that was misread
// finds nothing.
func orderIDOf(no string) int64 {
	no = strings.ToUpper(no)
	if !id.ValidNumber(trade.OrderPrefix, no) {
		return noOrder
	}
	n, err := strconv.ParseInt(no[len(trade.OrderPrefix):len(no)-1], 10, 64)
	if err != nil {
		return noOrder
	}
	return n
}

func anomaly(x trade.Anomaly) Anomaly {
	return Anomaly{
		Id: ID(x.ID), SeenAt: at(x.CreatedUS), Channel: x.Channel, ChannelLabel: word(channelWords, x.Channel), OutNo: x.OutNo,
		ProviderTxn: x.ProviderTxn, AmountFen: int64(x.Amount), Kind: x.Reason, KindLabel: word(anomalyWords, x.Reason),
		State: x.State, StateLabel: word(anomalyStates, x.State), PaymentId: ID(x.PaymentID),
	}
}

var userStates = map[identity.State]string{identity.Active: "正常", identity.Disabled: "已停用"}

func auditRow(e audit.Entry, names map[int64]string) AuditRow {
	return AuditRow{
		Id: ID(e.ID), At: at(e.AtUS), UserName: names[e.Actor.UserID], RoleLabel: roleWords[identity.Role(e.Actor.Role)].label,
		Verb: e.Verb, VerbLabel: word(verbWords, e.Verb), ObjectKind: e.ObjectKind, ObjectId: formatID(e.ObjectID),
		Detail: e.Detail, RequestId: e.Actor.RequestID,
	}
}
