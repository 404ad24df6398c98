package httpapi

import (
	"context"
	"fmt"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/distribution"
)

// DistrictListDistributions lists the region's.
func (s *Server) DistrictListDistributions(ctx context.Context, r DistrictListDistributionsRequestObject) (DistrictListDistributionsResponseObject, error) {
	out, err := s.readDistributions(ctx, distribution.Query{Region: actorOf(ctx).Region}, r.Params.Cursor, r.Params.Limit)
	return DistrictListDistributions200JSONResponse(out), err
}

// DistrictGetDistribution is one of the region.
func (s *Server) DistrictGetDistribution(ctx context.Context, r DistrictGetDistributionRequestObject) (DistrictGetDistributionResponseObject, error) {
	out, err := s.readDistribution(ctx, r.Id, distribution.Under)
	return DistrictGetDistribution200JSONResponse(out), err
}

// DistrictApproveDistribution releases a plan.
func (s *Server) DistrictApproveDistribution(ctx context.Context, r DistrictApproveDistributionRequestObject) (DistrictApproveDistributionResponseObject, error) {
	out, err := s.changeDistribution(ctx, func(tx *db.Tx, a actor.Actor) (distribution.Distribution, error) {
		return distribution.Approve(tx, a, int64(r.Id))
	})
	return DistrictApproveDistribution200JSONResponse(out), err
}

// DistrictGetDistributionPaper hands a paper out.
func (s *Server) DistrictGetDistributionPaper(ctx context.Context, r DistrictGetDistributionPaperRequestObject) (DistrictGetDistributionPaperResponseObject, error) {
	p, body, err := s.paperFile(ctx, r.Id, distribution.Under)
	if err != nil {
		return nil, err
	}
	return DistrictGetDistributionPaper200ApplicationoctetStreamResponse{
		Body: body, ContentLength: p.Size, Headers: DistrictGetDistributionPaper200ResponseHeaders{ContentDisposition: paperName(p)},
	}, nil
}

// paperName names a paper's file for the browser; its own name may hold anything.
func paperName(p distribution.Paper) string {
	ext := map[string]string{"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}[p.ContentType]
	return fmt.Sprintf(`attachment; filename="paper-%d.%s"`, p.ID, ext)
}

// MeListHouseholdDividends is what distributions gave a household I am bound to.
func (s *Server) MeListHouseholdDividends(ctx context.Context, r MeListHouseholdDividendsRequestObject) (MeListHouseholdDividendsResponseObject, error) {
	var out HouseholdDividendList
	err := s.DB.View(ctx, func(tx *db.Tx) error {
		h, err := readableHousehold(tx, actorOf(ctx).UserID, int64(r.Id))
		if err != nil {
			return err
		}
		out.Items, err = householdDividends(tx, h.ID)
		return err
	})
	return MeListHouseholdDividends200JSONResponse(out), err
}
