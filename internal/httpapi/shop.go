package httpapi

import (
	"context"

	"github.com/yigou/yigou/internal/catalog"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/place"
	"github.com/yigou/yigou/internal/trade"
)

// ShopGetHome is the first screen.
func (s *Server) ShopGetHome(ctx context.Context, _ ShopGetHomeRequestObject) (ShopGetHomeResponseObject, error) {
	out, err := s.readHome(ctx)
	return ShopGetHome200JSONResponse(out), err
}

// ShopListCategories lists what is on sale by category.
func (s *Server) ShopListCategories(ctx context.Context, _ ShopListCategoriesRequestObject) (ShopListCategoriesResponseObject, error) {
	var list []catalog.CategoryShelf
	err := s.DB.View(ctx, func(tx *db.Tx) (err error) {
		list, err = catalog.CategoryShelves(tx)
		return err
	})
	return ShopListCategories200JSONResponse{Items: mapped(list, category)}, err
}

// ShopListProducts browses and searches.
func (s *Server) ShopListProducts(ctx context.Context, r ShopListProductsRequestObject) (ShopListProductsResponseObject, error) {
	p := r.Params
	out, err := s.readProducts(ctx, catalog.ListQuery{
		Category: p.Category, Region: p.Village, Q: p.Q, Sort: catalog.Sort(p.Sort), Limit: p.Limit, Cursor: p.Cursor,
	})
	return ShopListProducts200JSONResponse(out), err
}

// ShopGetProduct is a product page.
func (s *Server) ShopGetProduct(ctx context.Context, r ShopGetProductRequestObject) (ShopGetProductResponseObject, error) {
	out, err := s.readProduct(ctx, int64(r.Id))
	return ShopGetProduct200JSONResponse(out), err
}

// ShopListVillages lists villages with something on sale.
func (s *Server) ShopListVillages(ctx context.Context, r ShopListVillagesRequestObject) (ShopListVillagesResponseObject, error) {
	items, err := s.readVillageCards(ctx, "", r.Params.Limit)
	return ShopListVillages200JSONResponse{Items: items}, err
}

// ShopGetVillage is a village's page.
func (s *Server) ShopGetVillage(ctx context.Context, r ShopGetVillageRequestObject) (ShopGetVillageResponseObject, error) {
	out, err := s.readVillage(ctx, r.Code)
	return ShopGetVillage200JSONResponse(out), err
}

// ShopGetLot traces a lot.
func (s *Server) ShopGetLot(ctx context.Context, r ShopGetLotRequestObject) (ShopGetLotResponseObject, error) {
	out, err := s.readLotTrace(ctx, r.No)
	return ShopGetLot200JSONResponse(out), err
}

// ShopListDivisions is the nation's tree.
func (s *Server) ShopListDivisions(context.Context, ShopListDivisionsRequestObject) (ShopListDivisionsResponseObject, error) {
	return ShopListDivisions200JSONResponse{Items: mapped(place.Provinces(), division)}, nil
}

// ShopParseAddress reads a pasted line.
func (s *Server) ShopParseAddress(_ context.Context, r ShopParseAddressRequestObject) (ShopParseAddressResponseObject, error) {
	return ShopParseAddress200JSONResponse(addressParse(place.ParseAddress(r.Body.Text))), nil
}

// ShopCreateQuote prices a cart.
func (s *Server) ShopCreateQuote(ctx context.Context, r ShopCreateQuoteRequestObject) (ShopCreateQuoteResponseObject, error) {
	var out Quote
	err := s.DB.View(ctx, func(tx *db.Tx) error {
		q, err := trade.MakeQuote(tx, trade.QuoteInput{Items: mapped(r.Body.Items, tradeItem), County: r.Body.CountyCode})
		if err != nil {
			return err
		}
		out, err = readQuote(tx, q)
		return err
	})
	return ShopCreateQuote200JSONResponse(out), err
}
