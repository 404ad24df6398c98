package httpapi

import (
	"context"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/correction"
	"github.com/yigou/yigou/internal/db"
)

// SupplierListCorrections is what my merchant asked to be corrected.
func (s *Server) SupplierListCorrections(ctx context.Context, r SupplierListCorrectionsRequestObject) (SupplierListCorrectionsResponseObject, error) {
	out, err := s.readCorrections(ctx, correction.Query{MerchantID: actorOf(ctx).OrgID}, r.Params.Cursor, r.Params.Limit)
	return SupplierListCorrections200JSONResponse(out), err
}

// SupplierListCorrectable lists the journals a person may correct.
func (s *Server) SupplierListCorrectable(ctx context.Context, _ SupplierListCorrectableRequestObject) (SupplierListCorrectableResponseObject, error) {
	out, err := s.readCorrectable(ctx)
	return SupplierListCorrectable200JSONResponse(out), err
}

// SupplierCreateCorrection asks for a correction.
func (s *Server) SupplierCreateCorrection(ctx context.Context, r SupplierCreateCorrectionRequestObject) (SupplierCreateCorrectionResponseObject, error) {
	out, err := s.changeCorrection(ctx, func(tx *db.Tx, a actor.Actor) (correction.Correction, error) {
		b, err := myBook(tx, a)
		if err != nil {
			return correction.Correction{}, err
		}
		return correction.Ask(tx, a, correction.Input{
			Book: b.Book, Region: b.region, Journal: int64(r.Body.JournalId), Reason: r.Body.Reason, Legs: mapped(r.Body.Legs, correctionLeg),
		})
	})
	return SupplierCreateCorrection201JSONResponse(out), err
}
