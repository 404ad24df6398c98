package httpapi

import (
	"context"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/supplier"
	"github.com/yigou/yigou/internal/supply"
)

// DistrictListStations lists village stations.
func (s *Server) DistrictListStations(ctx context.Context, r DistrictListStationsRequestObject) (DistrictListStationsResponseObject, error) {
	p := r.Params
	after, err := idCursor(p.Cursor)
	if err != nil {
		return nil, err
	}
	var out StationList
	err = s.view(ctx, func(tx *db.Tx, m *atlas) error {
		list, err := supplier.Stations(tx, supplier.StationQuery{Region: actorOf(ctx).Region, Q: p.Q, After: after, Limit: p.Limit + 1})
		if err != nil {
			return err
		}
		list, out.NextCursor = page(list, p.Limit, func(x supplier.Station) int64 { return x.ID })
		out.Items, err = stations(tx, m, list)
		return err
	})
	return DistrictListStations200JSONResponse(out), err
}

// DistrictGetStation is one station.
func (s *Server) DistrictGetStation(ctx context.Context, r DistrictGetStationRequestObject) (DistrictGetStationResponseObject, error) {
	var out Station
	err := s.view(ctx, func(tx *db.Tx, m *atlas) error {
		x, err := supplier.GetStation(tx, actorOf(ctx).Region, int64(r.Id))
		if err != nil {
			return err
		}
		out, err = readStation(tx, m, x)
		return err
	})
	return DistrictGetStation200JSONResponse(out), err
}

// DistrictCreateStation sets a station up.
func (s *Server) DistrictCreateStation(ctx context.Context, r DistrictCreateStationRequestObject) (DistrictCreateStationResponseObject, error) {
	out, err := s.changeStation(ctx, func(tx *db.Tx, a actor.Actor, m *atlas) (supplier.Station, error) {
		return supplier.CreateStation(tx, a, newStation(*r.Body, m))
	})
	return DistrictCreateStation201JSONResponse(out), err
}

// DistrictPutStation corrects a station.
func (s *Server) DistrictPutStation(ctx context.Context, r DistrictPutStationRequestObject) (DistrictPutStationResponseObject, error) {
	out, err := s.changeStation(ctx, func(tx *db.Tx, a actor.Actor, _ *atlas) (supplier.Station, error) {
		return supply.ReviseStation(tx, a, int64(r.Id), stationTerms(*r.Body))
	})
	return DistrictPutStation200JSONResponse(out), err
}

// DistrictCloseStation closes a station.
func (s *Server) DistrictCloseStation(ctx context.Context, r DistrictCloseStationRequestObject) (DistrictCloseStationResponseObject, error) {
	out, err := s.changeStation(ctx, func(tx *db.Tx, a actor.Actor, _ *atlas) (supplier.Station, error) {
		return supply.CloseStation(tx, a, int64(r.Id), r.Body.Reason)
	})
	return DistrictCloseStation200JSONResponse(out), err
}

// DistrictReopenStation opens a station again.
func (s *Server) DistrictReopenStation(ctx context.Context, r DistrictReopenStationRequestObject) (DistrictReopenStationResponseObject, error) {
	out, err := s.changeStation(ctx, func(tx *db.Tx, a actor.Actor, _ *atlas) (supplier.Station, error) {
		return supply.ReopenStation(tx, a, int64(r.Id))
	})
	return DistrictReopenStation200JSONResponse(out), err
}

// changeStation runs one step on a station and shows it as it then stands.
func (s *Server) changeStation(ctx context.Context, step func(tx *db.Tx, a actor.Actor, m *atlas) (supplier.Station, error)) (out Station, err error) {
	m, err := s.atlas(ctx)
	if err != nil {
		return out, err
	}
	err = s.DB.Update(ctx, func(tx *db.Tx) error {
		x, err := step(tx, actorOf(ctx), m)
		if err != nil {
			return err
		}
		out, err = readStation(tx, m, x)
		return err
	})
	return out, err
}
