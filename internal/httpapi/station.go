package httpapi

import (
	"context"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/catalog"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/logistics"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/report"
	"github.com/yigou/yigou/internal/stock"
	"github.com/yigou/yigou/internal/supply"
	"github.com/yigou/yigou/internal/trade"
)

// atStation is the station a caller works for.
func atStation(a actor.Actor) scope { return scope{stationID: a.OrgID, open: true} }

// StationGetToday is the station's day.
func (s *Server) StationGetToday(ctx context.Context, _ StationGetTodayRequestObject) (StationGetTodayResponseObject, error) {
	out, err := s.readToday(ctx, actorOf(ctx))
	return StationGetToday200JSONResponse(out), err
}

// StationListHouseholds finds households at the scales.
func (s *Server) StationListHouseholds(ctx context.Context, r StationListHouseholdsRequestObject) (StationListHouseholdsResponseObject, error) {
	var out StationHouseholdList
	err := s.DB.View(ctx, func(tx *db.Tx) error {
		list, next, err := s.Register.Search(tx, actorOf(ctx).Region, r.Params.Q, r.Params.Cursor, r.Params.Limit)
		if err != nil {
			return err
		}
		out.NextCursor = next
		out.Items, err = stationHouseholds(tx, list)
		return err
	})
	return StationListHouseholds200JSONResponse(out), err
}

// StationCreateConsent records a consent given or withdrawn.
func (s *Server) StationCreateConsent(ctx context.Context, r StationCreateConsentRequestObject) (StationCreateConsentResponseObject, error) {
	a := actorOf(ctx)
	var out StationHousehold
	err := s.DB.Update(ctx, func(tx *db.Tx) error {
		if err := s.consent(tx, a, int64(r.Id), *r.Body); err != nil {
			return err
		}
		h, err := household.Get(tx, a.Region, int64(r.Id))
		if err != nil {
			return err
		}
		out, err = stationHousehold(tx, h)
		return err
	})
	return StationCreateConsent201JSONResponse(out), err
}

// consentText is the version of the text that stations read out.
const consentText = "2026-11"

func (s *Server) consent(tx *db.Tx, a actor.Actor, householdID int64, in ConsentInput) error {
	if !in.Given {
		return household.WithdrawConsent(tx, a, householdID, household.Purpose(in.Purpose))
	}
	_, err := s.Register.GiveConsent(tx, a, household.ConsentInput{
		HouseholdID: householdID, Purpose: household.Purpose(in.Purpose), Version: consentText,
		Channel: household.Channel(in.Channel), Witness: in.Witness,
	})
	return err
}

// StationListProduce lists what can be taken in.
func (s *Server) StationListProduce(ctx context.Context, _ StationListProduceRequestObject) (StationListProduceResponseObject, error) {
	out, err := s.readProduce(ctx, "")
	return StationListProduce200JSONResponse(out), err
}

// StationListLots lists the station's lots.
func (s *Server) StationListLots(ctx context.Context, r StationListLotsRequestObject) (StationListLotsResponseObject, error) {
	out, err := s.readLotCards(ctx, stock.LotQuery{StationID: actorOf(ctx).OrgID, State: stock.State(r.Params.State)}, r.Params.Cursor, r.Params.Limit)
	return StationListLots200JSONResponse(out), err
}

// StationCreateLot opens a lot.
func (s *Server) StationCreateLot(ctx context.Context, r StationCreateLotRequestObject) (StationCreateLotResponseObject, error) {
	in := supply.LotInput{MerchantID: int64(r.Body.MerchantId), ProduceID: int64(r.Body.ProduceId), Note: r.Body.Note}
	out, err := s.changeLot(ctx, func(tx *db.Tx, a actor.Actor) (stock.Lot, error) {
		return supply.OpenLot(tx, a, r.Params.IdempotencyKey, in)
	})
	return StationCreateLot201JSONResponse(out), err
}

// StationGetLot is one lot.
func (s *Server) StationGetLot(ctx context.Context, r StationGetLotRequestObject) (StationGetLotResponseObject, error) {
	var out Lot
	err := s.view(ctx, func(tx *db.Tx, m *atlas) error {
		l, err := supply.MyLot(tx, actorOf(ctx), int64(r.Id))
		if err != nil {
			return err
		}
		out, err = readLot(tx, m, l)
		return err
	})
	return StationGetLot200JSONResponse(out), err
}

// StationCreateContribution takes goods in.
func (s *Server) StationCreateContribution(ctx context.Context, r StationCreateContributionRequestObject) (StationCreateContributionResponseObject, error) {
	in := contribution(int64(r.Id), *r.Body)
	out, err := s.changeLot(ctx, func(tx *db.Tx, a actor.Actor) (stock.Lot, error) {
		return supply.Contribute(tx, a, r.Params.IdempotencyKey, in)
	})
	return StationCreateContribution201JSONResponse(out), err
}

// StationDeleteContribution takes a mistaken line out.
func (s *Server) StationDeleteContribution(ctx context.Context, r StationDeleteContributionRequestObject) (StationDeleteContributionResponseObject, error) {
	out, err := s.changeLot(ctx, func(tx *db.Tx, a actor.Actor) (stock.Lot, error) {
		if err := supply.Void(tx, a, int64(r.Id), r.Ord); err != nil {
			return stock.Lot{}, err
		}
		return supply.MyLot(tx, a, int64(r.Id))
	})
	return StationDeleteContribution200JSONResponse(out), err
}

// StationSealLot fixes a lot.
func (s *Server) StationSealLot(ctx context.Context, r StationSealLotRequestObject) (StationSealLotResponseObject, error) {
	out, err := s.changeLot(ctx, func(tx *db.Tx, a actor.Actor) (stock.Lot, error) {
		return supply.Seal(tx, a, r.Params.IdempotencyKey, int64(r.Id))
	})
	return StationSealLot200JSONResponse(out), err
}

// StationListStock lists what can be sold.
func (s *Server) StationListStock(ctx context.Context, _ StationListStockRequestObject) (StationListStockResponseObject, error) {
	var out StockLevelList
	err := s.DB.View(ctx, func(tx *db.Tx) error {
		levels, err := stock.LevelsOfStation(tx, actorOf(ctx).OrgID)
		if err != nil {
			return err
		}
		out.Items, err = stockLevels(tx, levels)
		return err
	})
	return StationListStock200JSONResponse(out), err
}

// StationListProducts lists the station's products.
func (s *Server) StationListProducts(ctx context.Context, r StationListProductsRequestObject) (StationListProductsResponseObject, error) {
	out, err := s.readListingCards(ctx, catalog.StaffQuery{
		Scope: catalog.Scope{StationID: actorOf(ctx).OrgID}, State: catalog.State(r.Params.State),
		Limit: r.Params.Limit, Cursor: r.Params.Cursor,
	})
	return StationListProducts200JSONResponse(out), err
}

// StationCreateProduct drafts a product.
func (s *Server) StationCreateProduct(ctx context.Context, r StationCreateProductRequestObject) (StationCreateProductResponseObject, error) {
	out, err := s.changeListing(ctx, func(tx *db.Tx, a actor.Actor, m *atlas) (catalog.Product, error) {
		return supply.DraftProduct(tx, a, listingInput(*r.Body, m))
	})
	return StationCreateProduct201JSONResponse(out), err
}

// StationGetProduct is a product as its station sees it.
func (s *Server) StationGetProduct(ctx context.Context, r StationGetProductRequestObject) (StationGetProductResponseObject, error) {
	out, err := s.readListing(ctx, catalog.Scope{StationID: actorOf(ctx).OrgID}, int64(r.Id))
	return StationGetProduct200JSONResponse(out), err
}

// StationPutProduct rewrites a draft.
func (s *Server) StationPutProduct(ctx context.Context, r StationPutProductRequestObject) (StationPutProductResponseObject, error) {
	out, err := s.changeListing(ctx, func(tx *db.Tx, a actor.Actor, m *atlas) (catalog.Product, error) {
		return supply.RewriteProduct(tx, a, int64(r.Id), listingInput(*r.Body, m))
	})
	return StationPutProduct200JSONResponse(out), err
}

// StationSubmitProduct hands a draft to the town.
func (s *Server) StationSubmitProduct(ctx context.Context, r StationSubmitProductRequestObject) (StationSubmitProductResponseObject, error) {
	out, err := s.changeListing(ctx, func(tx *db.Tx, a actor.Actor, _ *atlas) (catalog.Product, error) {
		return supply.SubmitProduct(tx, a, int64(r.Id))
	})
	return StationSubmitProduct200JSONResponse(out), err
}

// StationSuspendProduct takes a product off sale for a while.
func (s *Server) StationSuspendProduct(ctx context.Context, r StationSuspendProductRequestObject) (StationSuspendProductResponseObject, error) {
	out, err := s.changeListing(ctx, func(tx *db.Tx, a actor.Actor, _ *atlas) (catalog.Product, error) {
		return catalog.Suspend(tx, a, catalog.Scope{StationID: a.OrgID}, int64(r.Id), catalog.HeldByShop, r.Body.Reason)
	})
	return StationSuspendProduct200JSONResponse(out), err
}

// StationResumeProduct puts it back.
func (s *Server) StationResumeProduct(ctx context.Context, r StationResumeProductRequestObject) (StationResumeProductResponseObject, error) {
	out, err := s.changeListing(ctx, func(tx *db.Tx, a actor.Actor, _ *atlas) (catalog.Product, error) {
		return supply.ResumeProduct(tx, a, int64(r.Id))
	})
	return StationResumeProduct200JSONResponse(out), err
}

// StationReviseProduct turns a suspended product into a draft.
func (s *Server) StationReviseProduct(ctx context.Context, r StationReviseProductRequestObject) (StationReviseProductResponseObject, error) {
	out, err := s.changeListing(ctx, func(tx *db.Tx, a actor.Actor, _ *atlas) (catalog.Product, error) {
		return catalog.Revise(tx, a, catalog.Scope{StationID: a.OrgID}, int64(r.Id))
	})
	return StationReviseProduct200JSONResponse(out), err
}

// StationRetireProduct takes a product off for good.
func (s *Server) StationRetireProduct(ctx context.Context, r StationRetireProductRequestObject) (StationRetireProductResponseObject, error) {
	out, err := s.changeListing(ctx, func(tx *db.Tx, a actor.Actor, _ *atlas) (catalog.Product, error) {
		return catalog.Retire(tx, a, catalog.Scope{StationID: a.OrgID}, int64(r.Id))
	})
	return StationRetireProduct200JSONResponse(out), err
}

// StationPutPictures replaces the pictures.
func (s *Server) StationPutPictures(ctx context.Context, r StationPutPicturesRequestObject) (StationPutPicturesResponseObject, error) {
	out, err := s.changeListing(ctx, func(tx *db.Tx, a actor.Actor, _ *atlas) (catalog.Product, error) {
		return catalog.SetPictures(tx, a, catalog.Scope{StationID: a.OrgID}, int64(r.Id), toIDs(r.Body.MediaIds))
	})
	return StationPutPictures200JSONResponse(out), err
}

// StationPutSkuPrice changes a price.
func (s *Server) StationPutSkuPrice(ctx context.Context, r StationPutSkuPriceRequestObject) (StationPutSkuPriceResponseObject, error) {
	out, err := s.changeListing(ctx, func(tx *db.Tx, a actor.Actor, _ *atlas) (catalog.Product, error) {
		k, err := catalog.SetPrice(tx, a, catalog.Scope{StationID: a.OrgID}, int64(r.Id), money.Fen(r.Body.PriceFen), s.PriceBandBP)
		return catalog.Product{ID: k.ProductID}, err
	})
	return StationPutSkuPrice200JSONResponse(out), err
}

// StationCreateMedia uploads a picture.
func (s *Server) StationCreateMedia(ctx context.Context, r StationCreateMediaRequestObject) (StationCreateMediaResponseObject, error) {
	up, err := openUpload(r.Body, "alt")
	if err != nil {
		return nil, err
	}
	pic, err := s.Gallery.Upload(ctx, actorOf(ctx), up.file)
	if err != nil {
		return nil, err
	}
	return StationCreateMedia201JSONResponse(picture(pic, up.fields["alt"])), nil
}

// StationGetOptions is what the forms choose from.
func (s *Server) StationGetOptions(ctx context.Context, _ StationGetOptionsRequestObject) (StationGetOptionsResponseObject, error) {
	out, err := s.readOptions(ctx, actorOf(ctx))
	return StationGetOptions200JSONResponse(out), err
}

// StationListOrders lists orders to ship.
func (s *Server) StationListOrders(ctx context.Context, r StationListOrdersRequestObject) (StationListOrdersResponseObject, error) {
	a, p := actorOf(ctx), r.Params
	out, err := s.readWorkCards(ctx, trade.Query{StationID: a.OrgID, States: orderStates(p.State)}, atStation(a), p.Cursor, p.Limit)
	return StationListOrders200JSONResponse(out), err
}

// StationGetOrder is an order to work on.
func (s *Server) StationGetOrder(ctx context.Context, r StationGetOrderRequestObject) (StationGetOrderResponseObject, error) {
	out, err := s.readWorkOrder(ctx, atStation(actorOf(ctx)), int64(r.Id))
	return StationGetOrder200JSONResponse(out), err
}

// StationPackOrder binds lots.
func (s *Server) StationPackOrder(ctx context.Context, r StationPackOrderRequestObject) (StationPackOrderResponseObject, error) {
	a := actorOf(ctx)
	if err := s.Desk.Pack(ctx, a, r.Params.IdempotencyKey, packInput(int64(r.Id), *r.Body)); err != nil {
		return nil, err
	}
	out, err := s.readWorkOrder(ctx, atStation(a), int64(r.Id))
	return StationPackOrder200JSONResponse(out), err
}

// StationUnpackOrder undoes packing.
func (s *Server) StationUnpackOrder(ctx context.Context, r StationUnpackOrderRequestObject) (StationUnpackOrderResponseObject, error) {
	a := actorOf(ctx)
	if err := s.Desk.Unpack(ctx, a, r.Params.IdempotencyKey, int64(r.Id)); err != nil {
		return nil, err
	}
	out, err := s.readWorkOrder(ctx, atStation(a), int64(r.Id))
	return StationUnpackOrder200JSONResponse(out), err
}

// StationShipOrder hands the parcel over.
func (s *Server) StationShipOrder(ctx context.Context, r StationShipOrderRequestObject) (StationShipOrderResponseObject, error) {
	a := actorOf(ctx)
	carrier, err := s.carrier(ctx, r.Body.CarrierCode)
	if err != nil {
		return nil, err
	}
	in := trade.ShipInput{OrderID: int64(r.Id), CarrierID: carrier.ID, WaybillNo: r.Body.WaybillNo}
	if err := s.Desk.Ship(ctx, a, r.Params.IdempotencyKey, in); err != nil {
		return nil, err
	}
	out, err := s.readWorkOrder(ctx, atStation(a), int64(r.Id))
	return StationShipOrder200JSONResponse(out), err
}

func (s *Server) carrier(ctx context.Context, code string) (c logistics.Carrier, err error) {
	err = s.DB.View(ctx, func(tx *db.Tx) error {
		all, err := logistics.Carriers(tx)
		if err != nil {
			return err
		}
		c, err = carrierOf(all, code)
		return err
	})
	return c, err
}

// StationCancelOrder gives up an order that cannot be packed.
func (s *Server) StationCancelOrder(ctx context.Context, r StationCancelOrderRequestObject) (StationCancelOrderResponseObject, error) {
	a := actorOf(ctx)
	if err := s.Desk.CancelAtStation(ctx, a, r.Params.IdempotencyKey, cancelInput(int64(r.Id), *r.Body)); err != nil {
		return nil, err
	}
	out, err := s.readWorkOrder(ctx, atStation(a), int64(r.Id))
	return StationCancelOrder200JSONResponse(out), err
}

// StationListCredits is what households earned by this station's orders.
func (s *Server) StationListCredits(ctx context.Context, r StationListCreditsRequestObject) (StationListCreditsResponseObject, error) {
	out, err := s.readEarners(ctx, report.Scope{StationID: actorOf(ctx).OrgID}, r.Params.Cursor, r.Params.Limit)
	return StationListCredits200JSONResponse(out), err
}
