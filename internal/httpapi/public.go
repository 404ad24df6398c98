package httpapi

import (
	"context"

	"github.com/yigou/yigou/internal/alloc"
	"github.com/yigou/yigou/internal/report"
)

// PublicGetVillage is a village's open book.
func (s *Server) PublicGetVillage(ctx context.Context, r PublicGetVillageRequestObject) (PublicGetVillageResponseObject, error) {
	m, err := s.atlas(ctx)
	if err != nil {
		return nil, err
	}
	p, err := m.Get(r.Code)
	if err != nil {
		return nil, err
	}
	f, err := s.openBook(ctx, p.Code)
	if err != nil {
		return nil, err
	}
	months, err := s.shownMonths(ctx, f)
	if err != nil {
		return nil, err
	}
	return PublicGetVillage200JSONResponse{
		Code: p.Code, Name: p.Short, TownName: villageRef(m.Tree, p.Code).TownName, AsOfAt: at(f.asOfUS),
		Households: f.crowd(m), Figures: f.headlines(), Parts: f.rolePartList(), Months: months,
	}, nil
}

const rankedVillages = 50

// PublicGetSummary is the district's open book.
func (s *Server) PublicGetSummary(ctx context.Context, _ PublicGetSummaryRequestObject) (PublicGetSummaryResponseObject, error) {
	f, err := s.figures(ctx, "")
	if err != nil {
		return nil, err
	}
	villages, err := s.readVillageCards(ctx, "", rankedVillages)
	if err != nil {
		return nil, err
	}
	return PublicGetSummary200JSONResponse{
		AsOfAt: at(f.asOfUS), Figures: f.headlines(), Parts: f.rolePartList(), Months: mapped(f.months, monthFigure), Villages: villages,
	}, nil
}

// rolePartList says where the money went, in the order in which a bill is read.
func (f figures) rolePartList() []RolePart {
	out := []RolePart{}
	for _, role := range alloc.Roles() {
		for _, p := range f.parts {
			if p.Role == string(role) {
				out = append(out, f.rolePart(p, role))
			}
		}
	}
	return out
}

func (f figures) rolePart(p report.Part, role alloc.Role) RolePart {
	return RolePart{
		Role: BillRole(role), Title: partTitles[role], AmountFen: int64(p.Amount), ShareBp: share(int64(p.Amount), int64(f.sum.Gross)),
	}
}
