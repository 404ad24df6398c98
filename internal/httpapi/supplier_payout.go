package httpapi

import (
	"bytes"
	"context"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/identity"
	"github.com/yigou/yigou/internal/payout"
)

// SupplierListPayouts lists my batches.
func (s *Server) SupplierListPayouts(ctx context.Context, r SupplierListPayoutsRequestObject) (SupplierListPayoutsResponseObject, error) {
	before, err := idCursor(r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	var out PayoutList
	err = s.DB.View(ctx, func(tx *db.Tx) error {
		list, err := payout.Batches(tx, actorOf(ctx).OrgID, before, r.Params.Limit+1)
		list, out.NextCursor = page(list, r.Params.Limit, func(b payout.Batch) int64 { return b.ID })
		out.Items = mapped(list, payoutCard)
		return err
	})
	return SupplierListPayouts200JSONResponse(out), err
}

// SupplierListPayoutOwed is whom I owe.
func (s *Server) SupplierListPayoutOwed(ctx context.Context, _ SupplierListPayoutOwedRequestObject) (SupplierListPayoutOwedResponseObject, error) {
	var out PayoutOwed
	err := s.DB.View(ctx, func(tx *db.Tx) (err error) {
		out, err = s.readOwed(tx, actorOf(ctx))
		return err
	})
	return SupplierListPayoutOwed200JSONResponse(out), err
}

// SupplierCreatePayout drafts a batch.
func (s *Server) SupplierCreatePayout(ctx context.Context, r SupplierCreatePayoutRequestObject) (SupplierCreatePayoutResponseObject, error) {
	a := actorOf(ctx)
	var out Payout
	err := s.DB.Update(ctx, func(tx *db.Tx) error {
		b, err := s.Teller.MakeDraft(tx, a, r.Params.IdempotencyKey, payout.DraftInput{
			MerchantID: a.OrgID, Layout: r.Body.Layout, Origin: payout.ByStaff,
		})
		if err != nil {
			return err
		}
		out, err = s.readPayout(tx, a, b.ID)
		return err
	})
	return SupplierCreatePayout201JSONResponse(out), err
}

// SupplierGetPayout is one batch.
func (s *Server) SupplierGetPayout(ctx context.Context, r SupplierGetPayoutRequestObject) (SupplierGetPayoutResponseObject, error) {
	var out Payout
	err := s.DB.View(ctx, func(tx *db.Tx) (err error) {
		out, err = s.readPayout(tx, actorOf(ctx), int64(r.Id))
		return err
	})
	return SupplierGetPayout200JSONResponse(out), err
}

// SupplierListPayoutLines is its lines.
func (s *Server) SupplierListPayoutLines(ctx context.Context, r SupplierListPayoutLinesRequestObject) (SupplierListPayoutLinesResponseObject, error) {
	after, err := idCursor(r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	var out PayoutLineList
	err = s.DB.View(ctx, func(tx *db.Tx) (err error) {
		out, err = readPayoutLines(tx, actorOf(ctx), int64(r.Id), after, r.Params.Limit)
		return err
	})
	return SupplierListPayoutLines200JSONResponse(out), err
}

// SupplierCheckPayout is the second pair of eyes.
func (s *Server) SupplierCheckPayout(ctx context.Context, r SupplierCheckPayoutRequestObject) (SupplierCheckPayoutResponseObject, error) {
	out, err := s.changePayout(ctx, r.Params.IdempotencyKey, r.Id, s.Teller.Check)
	return SupplierCheckPayout200JSONResponse(out), err
}

// SupplierApprovePayout releases a batch.
func (s *Server) SupplierApprovePayout(ctx context.Context, r SupplierApprovePayoutRequestObject) (SupplierApprovePayoutResponseObject, error) {
	out, err := s.changePayout(ctx, r.Params.IdempotencyKey, r.Id, s.Teller.Approve)
	return SupplierApprovePayout200JSONResponse(out), err
}

// SupplierCancelPayout gives a batch up.
func (s *Server) SupplierCancelPayout(ctx context.Context, r SupplierCancelPayoutRequestObject) (SupplierCancelPayoutResponseObject, error) {
	out, err := s.changePayout(ctx, r.Params.IdempotencyKey, r.Id, s.Teller.Cancel)
	return SupplierCancelPayout200JSONResponse(out), err
}

// SupplierExportPayout builds the bank's file.
func (s *Server) SupplierExportPayout(ctx context.Context, r SupplierExportPayoutRequestObject) (SupplierExportPayoutResponseObject, error) {
	a := actorOf(ctx)
	if _, err := s.Teller.Export(ctx, s.DB, a, r.Params.IdempotencyKey, int64(r.Id)); err != nil {
		return nil, err
	}
	var out Payout
	err := s.DB.View(ctx, func(tx *db.Tx) (err error) {
		out, err = s.readPayout(tx, a, int64(r.Id))
		return err
	})
	return SupplierExportPayout200JSONResponse(out), err
}

// SupplierGetPayoutFile hands the bank's file out, and records it.
func (s *Server) SupplierGetPayoutFile(ctx context.Context, r SupplierGetPayoutFileRequestObject) (SupplierGetPayoutFileResponseObject, error) {
	var f payout.File
	err := s.DB.Update(ctx, func(tx *db.Tx) (err error) {
		f, err = s.Teller.Download(tx, actorOf(ctx), int64(r.Id))
		return err
	})
	if err != nil {
		return nil, err
	}
	exchangeOf(ctx).answer.Header().Set("Cache-Control", "no-store")
	return SupplierGetPayoutFile200ApplicationoctetStreamResponse{
		Body: bytes.NewReader(f.Data), ContentLength: int64(len(f.Data)),
		Headers: SupplierGetPayoutFile200ResponseHeaders{ContentDisposition: `attachment; filename="` + f.Name + `"`},
	}, nil
}

// SupplierCreatePayoutResult reads a bank's answer.
func (s *Server) SupplierCreatePayoutResult(ctx context.Context, r SupplierCreatePayoutResultRequestObject) (SupplierCreatePayoutResultResponseObject, error) {
	up, err := openUpload(r.Body)
	if err != nil {
		return nil, err
	}
	a := actorOf(ctx)
	run, wrong, err := s.Teller.Import(ctx, s.DB, a, int64(r.Id), up.name, up.file)
	if err != nil {
		return nil, err
	}
	out := PayoutResult{Errors: payoutErrors(wrong)}
	err = s.DB.View(ctx, func(tx *db.Tx) error {
		names, err := identity.Names(tx, []int64{a.UserID})
		if err != nil {
			return err
		}
		out.Import = payoutImport(run, names)
		out.Payout, err = s.readPayout(tx, a, int64(r.Id))
		return err
	})
	return SupplierCreatePayoutResult201JSONResponse(out), err
}

// StationGetPayee is the account of a household.
func (s *Server) StationGetPayee(ctx context.Context, r StationGetPayeeRequestObject) (StationGetPayeeResponseObject, error) {
	var out HouseholdPayee
	err := s.DB.View(ctx, func(tx *db.Tx) (err error) {
		out, err = s.readPayee(tx, actorOf(ctx), int64(r.Id))
		return err
	})
	return StationGetPayee200JSONResponse(out), err
}

// StationPutPayee captures or changes it.
func (s *Server) StationPutPayee(ctx context.Context, r StationPutPayeeRequestObject) (StationPutPayeeResponseObject, error) {
	out, err := s.changePayee(ctx, r.Id, func(tx *db.Tx, a actor.Actor) error {
		_, err := s.Register.SetPayee(tx, a, payeeInput(int64(r.Id), *r.Body))
		return err
	})
	return StationPutPayee200JSONResponse(out), err
}

// StationCreatePayout drafts what a household asks for.
func (s *Server) StationCreatePayout(ctx context.Context, r StationCreatePayoutRequestObject) (StationCreatePayoutResponseObject, error) {
	out, err := s.changePayee(ctx, r.Id, func(tx *db.Tx, a actor.Actor) error {
		_, err := s.Teller.DraftForHousehold(tx, a, r.Params.IdempotencyKey, int64(r.Id))
		return err
	})
	return StationCreatePayout201JSONResponse(out), err
}

func (s *Server) changePayee(ctx context.Context, id Id, change func(*db.Tx, actor.Actor) error) (out HouseholdPayee, err error) {
	a := actorOf(ctx)
	err = s.DB.Update(ctx, func(tx *db.Tx) error {
		if err := change(tx, a); err != nil {
			return err
		}
		out, err = s.readPayee(tx, a, int64(id))
		return err
	})
	return out, err
}

// MeListHouseholdPayouts is what was paid to a household I am bound to.
func (s *Server) MeListHouseholdPayouts(ctx context.Context, r MeListHouseholdPayoutsRequestObject) (MeListHouseholdPayoutsResponseObject, error) {
	var out HouseholdPaymentList
	err := s.DB.View(ctx, func(tx *db.Tx) error {
		h, err := readableHousehold(tx, actorOf(ctx).UserID, int64(r.Id))
		if err != nil {
			return err
		}
		out.Items, err = householdPayments(tx, h.ID)
		return err
	})
	return MeListHouseholdPayouts200JSONResponse(out), err
}
