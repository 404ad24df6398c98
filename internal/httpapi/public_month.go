package httpapi

import (
	"context"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/report"
)

// PublicListMonths lists the months that have an open book.
func (s *Server) PublicListMonths(ctx context.Context, _ PublicListMonthsRequestObject) (PublicListMonthsResponseObject, error) {
	var out OpenMonthList
	err := s.DB.View(ctx, func(tx *db.Tx) error {
		months, err := report.FlowMonths(tx)
		out.Items = mapped(months, monthText)
		return err
	})
	return PublicListMonths200JSONResponse(out), err
}

// PublicGetMonth is one month's open book of the district, a town or a village.
func (s *Server) PublicGetMonth(ctx context.Context, r PublicGetMonthRequestObject) (PublicGetMonthResponseObject, error) {
	m, err := s.openMonth(ctx, r.Month)
	if err != nil {
		return nil, err
	}
	a, err := s.atlas(ctx)
	if err != nil {
		return nil, err
	}
	out, err := m.page(a, r.Params.Region)
	if err != nil {
		return nil, err
	}
	out.Products, err = s.monthProducts(ctx, r.Params.Region)
	return PublicGetMonth200JSONResponse(out), err
}

// PublicGetMonthFile is the whole district's month, line by line.
func (s *Server) PublicGetMonthFile(ctx context.Context, r PublicGetMonthFileRequestObject) (PublicGetMonthFileResponseObject, error) {
	m, err := s.openMonth(ctx, r.Month)
	if err != nil {
		return nil, err
	}
	a, err := s.atlas(ctx)
	if err != nil {
		return nil, err
	}
	f, name := m.file(a, s.Chain.PublicKey()), "yigou-"+r.Month
	if r.Params.Format == PublicGetMonthFileParamsFormatJson {
		h := PublicGetMonthFile200ResponseHeaders{ContentDisposition: attachment(name + ".json")}
		return PublicGetMonthFile200JSONResponse{Body: f, Headers: h}, nil
	}
	body, err := monthCSV(f)
	if err != nil {
		return nil, err
	}
	h := PublicGetMonthFile200ResponseHeaders{ContentDisposition: attachment(name + ".csv")}
	return PublicGetMonthFile200TextcsvResponse{Body: body, ContentLength: int64(body.Len()), Headers: h}, nil
}
