package httpapi

import (
	"context"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/catalog"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/supply"
)

// DistrictGetOptions is what the office's forms choose from.
func (s *Server) DistrictGetOptions(ctx context.Context, _ DistrictGetOptionsRequestObject) (DistrictGetOptionsResponseObject, error) {
	out := DistrictOptions{Units: unitOptions()}
	err := s.DB.View(ctx, func(tx *db.Tx) (err error) {
		out.Categories, err = categoryOptions(tx)
		return err
	})
	return DistrictGetOptions200JSONResponse(out), err
}

// DistrictListProduce lists the dictionary of crops.
func (s *Server) DistrictListProduce(ctx context.Context, r DistrictListProduceRequestObject) (DistrictListProduceResponseObject, error) {
	out, err := s.readProduce(ctx, r.Params.Q)
	return DistrictListProduce200JSONResponse(out), err
}

// DistrictCreateProduce registers a crop.
func (s *Server) DistrictCreateProduce(ctx context.Context, r DistrictCreateProduceRequestObject) (DistrictCreateProduceResponseObject, error) {
	out, err := s.changeProduce(ctx, func(tx *db.Tx, a actor.Actor) (catalog.Produce, error) {
		return catalog.CreateProduce(tx, a, produceInput(*r.Body))
	})
	return DistrictCreateProduce201JSONResponse(out), err
}

// DistrictPutProduce corrects a crop.
func (s *Server) DistrictPutProduce(ctx context.Context, r DistrictPutProduceRequestObject) (DistrictPutProduceResponseObject, error) {
	out, err := s.changeProduce(ctx, func(tx *db.Tx, a actor.Actor) (catalog.Produce, error) {
		return supply.ReviseProduce(tx, a, int64(r.Id), produceInput(*r.Body))
	})
	return DistrictPutProduce200JSONResponse(out), err
}

// changeProduce runs one step on a produce and shows it as it then stands.
func (s *Server) changeProduce(ctx context.Context, step func(tx *db.Tx, a actor.Actor) (catalog.Produce, error)) (out Produce, err error) {
	err = s.DB.Update(ctx, func(tx *db.Tx) error {
		p, err := step(tx, actorOf(ctx))
		if err != nil {
			return err
		}
		names, err := readCategoryNames(tx)
		out = produce(p, names)
		return err
	})
	return out, err
}
