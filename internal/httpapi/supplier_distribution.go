package httpapi

import (
	"context"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/distribution"
	"github.com/yigou/yigou/internal/money"
)

// SupplierListShares is my village's share register.
func (s *Server) SupplierListShares(ctx context.Context, r SupplierListSharesRequestObject) (SupplierListSharesResponseObject, error) {
	out, err := s.readShares(ctx, r.Params.Q, r.Params.Cursor, r.Params.Limit)
	return SupplierListShares200JSONResponse(out), err
}

// SupplierPutShares enters shares from a day on.
func (s *Server) SupplierPutShares(ctx context.Context, r SupplierPutSharesRequestObject) (SupplierPutSharesResponseObject, error) {
	a := actorOf(ctx)
	err := s.DB.Update(ctx, func(tx *db.Tx) error {
		return distribution.Register(tx, a, a.OrgID, mapped(r.Body.Items, func(e ShareEntry) distribution.Holding {
			return distribution.Holding{Household: int64(e.HouseholdId), Units: e.Units, From: clock.Day(r.Body.FromDay)}
		}))
	})
	if err != nil {
		return nil, err
	}
	out, err := s.readShares(ctx, "", "", firstPage)
	return SupplierPutShares200JSONResponse(out), err
}

// firstPage is how much of a register an entry answers with.
const firstPage = 20

// SupplierListDistributions lists my distributions.
func (s *Server) SupplierListDistributions(ctx context.Context, r SupplierListDistributionsRequestObject) (SupplierListDistributionsResponseObject, error) {
	out, err := s.readDistributions(ctx, distribution.Query{MerchantID: actorOf(ctx).OrgID}, r.Params.Cursor, r.Params.Limit)
	return SupplierListDistributions200JSONResponse(out), err
}

// SupplierPreviewDistribution computes a plan.
func (s *Server) SupplierPreviewDistribution(ctx context.Context, r SupplierPreviewDistributionRequestObject) (SupplierPreviewDistributionResponseObject, error) {
	var out Distribution
	err := s.DB.View(ctx, func(tx *db.Tx) error {
		d, parts, err := distribution.Preview(tx, distributionInput(actorOf(ctx).OrgID, *r.Body))
		if err != nil {
			return err
		}
		out = distributionView(d)
		return addParts(tx, &out, parts)
	})
	return SupplierPreviewDistribution200JSONResponse(out), err
}

// SupplierCreateDistribution drafts one.
func (s *Server) SupplierCreateDistribution(ctx context.Context, r SupplierCreateDistributionRequestObject) (SupplierCreateDistributionResponseObject, error) {
	out, err := s.changeDistribution(ctx, func(tx *db.Tx, a actor.Actor) (distribution.Distribution, error) {
		return distribution.Make(tx, a, distributionInput(a.OrgID, *r.Body))
	})
	return SupplierCreateDistribution201JSONResponse(out), err
}

// SupplierGetDistribution is one of mine.
func (s *Server) SupplierGetDistribution(ctx context.Context, r SupplierGetDistributionRequestObject) (SupplierGetDistributionResponseObject, error) {
	out, err := s.readDistribution(ctx, r.Id, distribution.Mine)
	return SupplierGetDistribution200JSONResponse(out), err
}

// SupplierCreateDistributionPaper attaches minutes.
func (s *Server) SupplierCreateDistributionPaper(ctx context.Context, r SupplierCreateDistributionPaperRequestObject) (SupplierCreateDistributionPaperResponseObject, error) {
	up, err := openUpload(r.Body, "kind")
	if err != nil {
		return nil, err
	}
	kind := distribution.PaperKind(up.fields["kind"])
	if _, err := s.Papers.Attach(ctx, actorOf(ctx), int64(r.Id), kind, up.name, up.file); err != nil {
		return nil, err
	}
	out, err := s.readDistribution(ctx, r.Id, distribution.Mine)
	return SupplierCreateDistributionPaper201JSONResponse(out), err
}

// SupplierNoticeDistribution puts a draft before the members.
func (s *Server) SupplierNoticeDistribution(ctx context.Context, r SupplierNoticeDistributionRequestObject) (SupplierNoticeDistributionResponseObject, error) {
	out, err := s.changeDistribution(ctx, func(tx *db.Tx, a actor.Actor) (distribution.Distribution, error) {
		return distribution.Notice(tx, a, int64(r.Id))
	})
	return SupplierNoticeDistribution200JSONResponse(out), err
}

// SupplierPutDistributionVote writes the vote down.
func (s *Server) SupplierPutDistributionVote(ctx context.Context, r SupplierPutDistributionVoteRequestObject) (SupplierPutDistributionVoteResponseObject, error) {
	out, err := s.changeDistribution(ctx, func(tx *db.Tx, a actor.Actor) (distribution.Distribution, error) {
		v := distribution.Vote{Members: r.Body.Members, Present: r.Body.Present, InFavour: r.Body.InFavour}
		return distribution.RecordVote(tx, a, int64(r.Id), v)
	})
	return SupplierPutDistributionVote200JSONResponse(out), err
}

// SupplierPostDistribution credits everybody.
func (s *Server) SupplierPostDistribution(ctx context.Context, r SupplierPostDistributionRequestObject) (SupplierPostDistributionResponseObject, error) {
	out, err := s.changeDistribution(ctx, func(tx *db.Tx, a actor.Actor) (distribution.Distribution, error) {
		return distribution.Post(tx, a, int64(r.Id), money.Fen(r.Body.DistributableFen))
	})
	return SupplierPostDistribution200JSONResponse(out), err
}

// SupplierWithdrawDistribution ends a plan.
func (s *Server) SupplierWithdrawDistribution(ctx context.Context, r SupplierWithdrawDistributionRequestObject) (SupplierWithdrawDistributionResponseObject, error) {
	out, err := s.changeDistribution(ctx, func(tx *db.Tx, a actor.Actor) (distribution.Distribution, error) {
		return distribution.Withdraw(tx, a, int64(r.Id))
	})
	return SupplierWithdrawDistribution200JSONResponse(out), err
}

// SupplierGetDistributionPaper hands a paper out.
func (s *Server) SupplierGetDistributionPaper(ctx context.Context, r SupplierGetDistributionPaperRequestObject) (SupplierGetDistributionPaperResponseObject, error) {
	p, body, err := s.paperFile(ctx, r.Id, distribution.Mine)
	if err != nil {
		return nil, err
	}
	return SupplierGetDistributionPaper200ApplicationoctetStreamResponse{
		Body: body, ContentLength: p.Size, Headers: SupplierGetDistributionPaper200ResponseHeaders{ContentDisposition: paperName(p)},
	}, nil
}
