package httpapi

import (
	"context"
	"strings"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/benefit"
	"github.com/yigou/yigou/internal/catalog"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/identity"
	"github.com/yigou/yigou/internal/place"
	"github.com/yigou/yigou/internal/report"
	"github.com/yigou/yigou/internal/supplier"
	"github.com/yigou/yigou/internal/trade"
)

const topVillages = 10

func (s *Server) readOverview(ctx context.Context, a actor.Actor) (out DistrictOverview, err error) {
	f, err := s.figures(ctx, a.Region)
	if err != nil {
		return out, err
	}
	err = s.view(ctx, func(tx *db.Tx, m *atlas) error {
		out = DistrictOverview{
			Region: a.Region, RegionName: m.Name(a.Region), AsOfAt: at(f.asOfUS), Figures: f.headlines(), Months: mapped(f.months, monthFigure),
			Towns:    mapped(report.TownsOf(f.villages), m.townFigure),
			Villages: mapped(f.villages[:min(len(f.villages), topVillages)], m.villageTotals),
		}
		out.Todo, err = s.waiting(tx, a)
		return err
	})
	return out, err
}

// waiting counts what waits for the caller.
func (s *Server) waiting(tx *db.Tx, a actor.Actor) ([]Figure, error) {
	reviews, err := catalog.StaffList(tx, catalog.StaffQuery{Scope: scopeOf(a), State: stageOf(a), Limit: mostWaiting})
	if err != nil {
		return nil, err
	}
	drafts, err := supplier.List(tx, supplier.Query{Region: a.Region, State: supplier.Draft, Limit: mostWaiting})
	if err != nil {
		return nil, err
	}
	anomalies, err := trade.Anomalies(tx, 0, mostWaiting)
	if err != nil {
		return nil, err
	}
	open := 0
	for _, x := range anomalies {
		if x.ClosedUS == 0 {
			open++
		}
	}
	merchants, err := supplier.List(tx, supplier.Query{Region: a.Region, State: supplier.Active, Limit: mostMerchants})
	if err != nil {
		return nil, err
	}
	missed, err := s.Teller.MissedIn(tx, keys(merchants, func(m supplier.Supplier) int64 { return m.ID }))
	if err != nil {
		return nil, err
	}
	day, err := report.DayOf(tx, report.Scope{Region: a.Region})
	return []Figure{
		{Key: "reviews", Label: "待审商品", Value: int64(len(reviews.Items)), Unit: FigureUnitCount, Definition: "轮到您这一级审核的商品，最多数到 100"},
		{Key: "suppliers", Label: "待核验主体", Value: int64(len(drafts)), Unit: FigureUnitCount, Definition: "登记后还没有核验证照的供货主体，最多数到 100"},
		{Key: "anomalies", Label: "异常来款", Value: int64(open), Unit: FigureUnitCount, Definition: "最近 100 笔异常来款里还没有退回的"},
		{Key: "late", Label: "逾期未发", Value: day.Late, Unit: FigureUnitCount, Definition: "过了承诺发货日还没有发出的订单"},
		{Key: "missed", Label: "逾期未打款", Value: int64(missed), Unit: FigureUnitCount, Definition: "打款日过了三天，货款还没有打出去的农户"},
	}, err
}

const (
	mostWaiting   = 100
	mostMerchants = 500 // whose payouts are looked at
)

// readPlaces lists the towns of the district or the villages of a town, inside
// the caller's region.
func (s *Server) readPlaces(ctx context.Context, a actor.Actor, parent, q string) (out []Place, err error) {
	err = s.view(ctx, func(tx *db.Tx, m *atlas) error {
		if parent == "" {
			parent = a.Region
		}
		if !within(parent, a.Region) {
			return place.ErrUnknown
		}
		list, err := supplier.Stations(tx, supplier.StationQuery{Region: parent, Limit: mostStations})
		if err != nil {
			return err
		}
		out = []Place{}
		for _, p := range m.Children(parent) {
			if q == "" || strings.Contains(p.Name, q) || strings.Contains(p.Short, q) {
				out = append(out, placeOf(p, m, stationsIn(list, p.Code)))
			}
		}
		return nil
	})
	return out, err
}

const mostStations = 1000

func stationsIn(list []supplier.Station, code string) (n int) {
	for _, x := range list {
		if within(x.Region, code) {
			n++
		}
	}
	return n
}

func suppliers(tx *db.Tx, m *atlas, list []supplier.Supplier) ([]Supplier, error) {
	out := make([]Supplier, len(list))
	for i, x := range list {
		var err error
		if out[i], err = readSupplier(tx, m, x); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (s *Server) changeSupplier(ctx context.Context, step func(tx *db.Tx, a actor.Actor, m *atlas) (supplier.Supplier, error)) (out Supplier, err error) {
	m, err := s.atlas(ctx)
	if err != nil {
		return out, err
	}
	err = s.DB.Update(ctx, func(tx *db.Tx) error {
		x, err := step(tx, actorOf(ctx), m)
		if err != nil {
			return err
		}
		out, err = readSupplier(tx, m, x)
		return err
	})
	return out, err
}

func stations(tx *db.Tx, m *atlas, list []supplier.Station) ([]Station, error) {
	out := make([]Station, len(list))
	for i, x := range list {
		var err error
		if out[i], err = readStation(tx, m, x); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func readStation(tx *db.Tx, m *atlas, x supplier.Station) (Station, error) {
	merchants, err := supplier.MerchantsOf(tx, x.ID)
	return stationOut(x, m, merchants), err
}

// householdLines is how much of the passbook a household's file shows.
const householdLines = 20

func readHousehold(tx *db.Tx, m *atlas, h household.Household) (Household, error) {
	words, err := household.ReadWords(tx)
	if err != nil {
		return Household{}, err
	}
	kinds, err := household.Kinds(tx, h.ID)
	if err != nil {
		return Household{}, err
	}
	agreed, err := consents(tx, h.ID)
	if err != nil {
		return Household{}, err
	}
	purses, err := readPurses(tx, []int64{h.ID})
	if err != nil {
		return Household{}, err
	}
	lines, err := creditLines(tx, h.ID, "", householdLines)
	p := purses[h.ID]
	return Household{
		Id: ID(h.ID), Code: h.Code, Name: h.MaskedName, Region: h.Region, VillageName: regionWords(m.Tree, h.Region), Persons: h.Persons,
		Kinds: mapped(kinds, func(k household.Span) HouseholdKind { return householdKind(k, words) }), Consents: agreed,
		AccruedFen: p.accrued, PayableFen: p.payable, PaidFen: p.paid, RecoverableFen: p.recoverable, Credits: lines.Items,
	}, err
}

func (s *Server) readReviewTasks(ctx context.Context, q catalog.StaffQuery) (out ReviewTaskList, err error) {
	err = s.view(ctx, func(tx *db.Tx, m *atlas) error {
		list, err := catalog.StaffList(tx, q)
		if err != nil {
			return err
		}
		links, err := benefit.Current(tx, keys(list.Items, func(p catalog.Product) int64 { return p.BenefitLinkID }))
		out.NextCursor = list.NextCursor
		out.Items = mapped(list.Items, func(p catalog.Product) ReviewTask { return reviewTask(p, m, links[p.BenefitLinkID]) })
		return err
	})
	return out, err
}

func users(tx *db.Tx, m *atlas, list []identity.User) ([]User, error) {
	var held []identity.Grant
	for _, u := range list {
		held = append(held, u.Grants...)
	}
	names, err := readOrgNames(tx, held)
	return mapped(list, func(u identity.User) User {
		out := User{
			Id: ID(u.ID), Name: u.Name, PhoneMasked: u.PhoneMask, State: UserState(u.State), StateLabel: userStates[u.State],
			Grants: mapped(u.Grants, func(g identity.Grant) Grant { return grant(g, names, m.Tree) }),
		}
		return out
	}), err
}

// newStaff finds the region of the organisation a person is hired into.
func (s *Server) newStaff(ctx context.Context, a actor.Actor, in UserInput) (out identity.NewStaff, err error) {
	grant := identity.NewGrant{Role: identity.Role(in.Role), OrgID: int64(in.OrgId), Region: in.Region}
	err = s.DB.View(ctx, func(tx *db.Tx) error {
		switch grant.Role {
		case identity.StationOperator:
			x, err := supplier.GetStation(tx, a.Region, grant.OrgID)
			grant.Region = x.Region
			return err
		case identity.SupplierAdmin:
			x, err := supplier.Get(tx, a.Region, grant.OrgID)
			grant.Region = x.Region
			return err
		case identity.DistrictAdmin, identity.Auditor:
			grant.Region = a.Region
		case identity.TownReviewer, identity.Consumer, identity.Household:
		}
		return nil
	})
	return identity.NewStaff{Phone: in.Phone, Name: in.Name, Password: in.Password, Grants: []identity.NewGrant{grant}}, err
}
