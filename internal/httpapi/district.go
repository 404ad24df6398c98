package httpapi

import (
	"context"
	"io"
	"strings"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/catalog"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/identity"
	"github.com/yigou/yigou/internal/place"
	"github.com/yigou/yigou/internal/report"
	"github.com/yigou/yigou/internal/supply"
	"github.com/yigou/yigou/internal/trade"
)

// narrowed is the region a caller asked for inside the own one; outside it,
// nothing exists.
func narrowed(a actor.Actor, region string) (string, error) {
	if region == "" {
		return a.Region, nil
	}
	if !within(region, a.Region) {
		return "", place.ErrUnknown
	}
	return region, nil
}

// DistrictGetOverview is the region at a glance.
func (s *Server) DistrictGetOverview(ctx context.Context, _ DistrictGetOverviewRequestObject) (DistrictGetOverviewResponseObject, error) {
	out, err := s.readOverview(ctx, actorOf(ctx))
	return DistrictGetOverview200JSONResponse(out), err
}

// DistrictListPlaces lists towns or the villages of a town.
func (s *Server) DistrictListPlaces(ctx context.Context, r DistrictListPlacesRequestObject) (DistrictListPlacesResponseObject, error) {
	items, err := s.readPlaces(ctx, actorOf(ctx), r.Params.Parent, r.Params.Q)
	return DistrictListPlaces200JSONResponse{Items: items}, err
}

// DistrictListHouseholdImports lists imports.
func (s *Server) DistrictListHouseholdImports(ctx context.Context, r DistrictListHouseholdImportsRequestObject) (DistrictListHouseholdImportsResponseObject, error) {
	before, err := idCursor(r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	var out HouseholdImportList
	err = s.DB.View(ctx, func(tx *db.Tx) error {
		list, err := household.ImportRuns(tx, actorOf(ctx).Region, before, r.Params.Limit+1)
		list, out.NextCursor = page(list, r.Params.Limit, func(x household.ImportRun) int64 { return x.ID })
		out.Items = mapped(list, importRun)
		return err
	})
	return DistrictListHouseholdImports200JSONResponse(out), err
}

// DistrictCreateHouseholdImport reads the register from a file.
func (s *Server) DistrictCreateHouseholdImport(ctx context.Context, r DistrictCreateHouseholdImportRequestObject) (DistrictCreateHouseholdImportResponseObject, error) {
	up, err := openUpload(r.Body, "dry_run")
	if err != nil {
		return nil, err
	}
	m, err := s.atlas(ctx)
	if err != nil {
		return nil, err
	}
	run, err := s.Register.Import(ctx, s.DB, up.file, household.ImportInput{
		By: actorOf(ctx), FileName: up.name, DryRun: up.fields["dry_run"] == "true", FindVillage: m.findVillage,
	})
	if err != nil {
		return nil, err
	}
	_, err = io.Copy(io.Discard, up.file) // what follows the sheet is not ours
	return DistrictCreateHouseholdImport201JSONResponse(importRun(run)), err
}

// DistrictGetHouseholdImport is one import.
func (s *Server) DistrictGetHouseholdImport(ctx context.Context, r DistrictGetHouseholdImportRequestObject) (DistrictGetHouseholdImportResponseObject, error) {
	var run household.ImportRun
	err := s.DB.View(ctx, func(tx *db.Tx) (err error) {
		run, err = household.GetImport(tx, actorOf(ctx).Region, int64(r.Id))
		return err
	})
	return DistrictGetHouseholdImport200JSONResponse(importRun(run)), err
}

// DistrictListHouseholdImportErrors lists rows that were turned down.
func (s *Server) DistrictListHouseholdImportErrors(ctx context.Context, r DistrictListHouseholdImportErrorsRequestObject) (DistrictListHouseholdImportErrorsResponseObject, error) {
	after, err := idCursor(r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	var out ImportErrorList
	err = s.DB.View(ctx, func(tx *db.Tx) error {
		if _, err := household.GetImport(tx, actorOf(ctx).Region, int64(r.Id)); err != nil {
			return err
		}
		list, err := household.ImportErrors(tx, int64(r.Id), int(after), r.Params.Limit+1)
		list, out.NextCursor = page(list, r.Params.Limit, func(e household.RowError) int64 { return int64(e.Ord) })
		out.Items = mapped(list, importError)
		return err
	})
	return DistrictListHouseholdImportErrors200JSONResponse(out), err
}

// DistrictListHouseholds lists the region's households.
func (s *Server) DistrictListHouseholds(ctx context.Context, r DistrictListHouseholdsRequestObject) (DistrictListHouseholdsResponseObject, error) {
	p := r.Params
	region, err := narrowed(actorOf(ctx), p.Region)
	if err != nil {
		return nil, err
	}
	var out HouseholdCardList
	err = s.view(ctx, func(tx *db.Tx, m *atlas) error {
		list, next, err := s.Register.Search(tx, region, p.Q, p.Cursor, p.Limit)
		if err != nil {
			return err
		}
		words, err := household.ReadWords(tx)
		out.NextCursor = next
		out.Items = mapped(list, func(h household.Household) HouseholdCard { return householdCard(h, m, words, tx.Today()) })
		return err
	})
	return DistrictListHouseholds200JSONResponse(out), err
}

// DistrictGetHousehold is a household's file; the look is recorded.
func (s *Server) DistrictGetHousehold(ctx context.Context, r DistrictGetHouseholdRequestObject) (DistrictGetHouseholdResponseObject, error) {
	m, err := s.atlas(ctx)
	if err != nil {
		return nil, err
	}
	a := actorOf(ctx)
	var out Household
	err = s.DB.Update(ctx, func(tx *db.Tx) error {
		h, err := household.Get(tx, a.Region, int64(r.Id))
		if err != nil {
			return err
		}
		if out, err = readHousehold(tx, m, h); err != nil {
			return err
		}
		return audit.Add(tx, a, "household.look", "household", h.ID, h.Code)
	})
	return DistrictGetHousehold200JSONResponse(out), err
}

// DistrictListReviews lists what waits for the caller's verdict.
func (s *Server) DistrictListReviews(ctx context.Context, r DistrictListReviewsRequestObject) (DistrictListReviewsResponseObject, error) {
	a := actorOf(ctx)
	out, err := s.readReviewTasks(ctx, catalog.StaffQuery{
		Scope: scopeOf(a), State: stageOf(a), Limit: r.Params.Limit, Cursor: r.Params.Cursor,
	})
	return DistrictListReviews200JSONResponse(out), err
}

// DistrictGetReview is a product as its reviewer sees it.
func (s *Server) DistrictGetReview(ctx context.Context, r DistrictGetReviewRequestObject) (DistrictGetReviewResponseObject, error) {
	out, err := s.readListing(ctx, scopeOf(actorOf(ctx)), int64(r.ProductId))
	return DistrictGetReview200JSONResponse(out), err
}

// DistrictCreateReview is a verdict.
func (s *Server) DistrictCreateReview(ctx context.Context, r DistrictCreateReviewRequestObject) (DistrictCreateReviewResponseObject, error) {
	out, err := s.changeListing(ctx, func(tx *db.Tx, a actor.Actor, _ *atlas) (catalog.Product, error) {
		return supply.ReviewProduct(tx, a, int64(r.ProductId), r.Body.Verdict == ReviewInputVerdictApprove, r.Body.Reason)
	})
	return DistrictCreateReview200JSONResponse(out), err
}

// DistrictListOrders lists the region's orders.
func (s *Server) DistrictListOrders(ctx context.Context, r DistrictListOrdersRequestObject) (DistrictListOrdersResponseObject, error) {
	p := r.Params
	region, err := narrowed(actorOf(ctx), p.Region)
	if err != nil {
		return nil, err
	}
	q := trade.Query{Region: region, States: orderStates(p.State)}
	if p.No != "" {
		q.ID = orderIDOf(p.No)
	}
	if p.Late {
		q.Late = clock.DayOf(clock.US(s.DB.Clock().Now()))
	}
	out, err := s.readWorkCards(ctx, q, scope{region: region}, p.Cursor, p.Limit)
	return DistrictListOrders200JSONResponse(out), err
}

// DistrictGetOrder is an order with its bill and footprint.
func (s *Server) DistrictGetOrder(ctx context.Context, r DistrictGetOrderRequestObject) (DistrictGetOrderResponseObject, error) {
	out, err := s.readWorkOrder(ctx, scope{region: actorOf(ctx).Region}, int64(r.Id))
	return DistrictGetOrder200JSONResponse(out), err
}

// DistrictListJournals lists journals.
func (s *Server) DistrictListJournals(ctx context.Context, r DistrictListJournalsRequestObject) (DistrictListJournalsResponseObject, error) {
	out, err := s.readJournals(ctx, r.Params)
	return DistrictListJournals200JSONResponse(out), err
}

// DistrictGetJournal is one journal.
func (s *Server) DistrictGetJournal(ctx context.Context, r DistrictGetJournalRequestObject) (DistrictGetJournalResponseObject, error) {
	out, err := s.readJournal(ctx, int64(r.Id))
	return DistrictGetJournal200JSONResponse(out), err
}

// DistrictListVillages sums up villages.
func (s *Server) DistrictListVillages(ctx context.Context, r DistrictListVillagesRequestObject) (DistrictListVillagesResponseObject, error) {
	region, err := narrowed(actorOf(ctx), r.Params.Region)
	if err != nil {
		return nil, err
	}
	var out VillageTotalsList
	err = s.view(ctx, func(tx *db.Tx, m *atlas) error {
		list, err := report.VillagesOf(tx, report.Scope{Region: region})
		out.Items = mapped(list, m.villageTotals)
		return err
	})
	return DistrictListVillages200JSONResponse(out), err
}

// DistrictListAnomalies lists money that fits no order.
func (s *Server) DistrictListAnomalies(ctx context.Context, r DistrictListAnomaliesRequestObject) (DistrictListAnomaliesResponseObject, error) {
	before, err := idCursor(r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	var out AnomalyList
	err = s.DB.View(ctx, func(tx *db.Tx) error {
		list, err := trade.Anomalies(tx, before, r.Params.Limit+1)
		list, out.NextCursor = page(list, r.Params.Limit, func(x trade.Anomaly) int64 { return x.ID })
		out.Items = mapped(list, anomaly)
		return err
	})
	return DistrictListAnomalies200JSONResponse(out), err
}

var errDay = fault.ErrInvalid.Field("day", "pattern", "没有这一天，日期写成 2026-11-23 这样")

// mostNamesakes bounds the people of one name whose deeds are listed.
const mostNamesakes = 200

// DistrictListAudit lists what staff did.
func (s *Server) DistrictListAudit(ctx context.Context, r DistrictListAuditRequestObject) (DistrictListAuditResponseObject, error) {
	p := r.Params
	before, err := idCursor(p.Cursor)
	if err != nil {
		return nil, err
	}
	q := audit.Query{Region: actorOf(ctx).Region, ObjectKind: p.ObjectKind, Before: before, Limit: p.Limit + 1}
	if p.Day != "" {
		day, err := clock.ParseDay(p.Day)
		if err != nil {
			return nil, errDay
		}
		q.FromUS, q.ToUS = day.Start(), day.Add(1).Start()
	}
	var out AuditRowList
	err = s.DB.View(ctx, func(tx *db.Tx) (err error) {
		if p.Who != "" {
			if q.UserIDs, err = identity.Called(tx, p.Who, mostNamesakes); err != nil {
				return err
			}
		}
		list, err := audit.List(tx, q)
		if err != nil {
			return err
		}
		list, out.NextCursor = page(list, p.Limit, func(e audit.Entry) int64 { return e.ID })
		names, err := identity.Names(tx, keys(list, func(e audit.Entry) int64 { return e.Actor.UserID }))
		out.Items = mapped(list, func(e audit.Entry) AuditRow { return auditRow(e, names) })
		return err
	})
	return DistrictListAudit200JSONResponse(out), err
}

// findVillage finds a village by the names a file uses.
func (a *atlas) findVillage(town, village string) (code, name string, ok bool) {
	p, ok := a.FindVillage(strings.TrimSpace(town), strings.TrimSpace(village))
	return p.Code, p.Short, ok
}
