package httpapi

import (
	"context"
	"errors"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/identity"
	"github.com/yigou/yigou/internal/logistics"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/trade"
)

// MeListAddresses is the address book.
func (s *Server) MeListAddresses(ctx context.Context, _ MeListAddressesRequestObject) (MeListAddressesResponseObject, error) {
	var list []logistics.Address
	err := s.DB.View(ctx, func(tx *db.Tx) (err error) {
		list, err = s.Addresses.List(tx, actorOf(ctx).UserID)
		return err
	})
	return MeListAddresses200JSONResponse{Items: mapped(list, address)}, err
}

// MeCreateAddress adds an address.
func (s *Server) MeCreateAddress(ctx context.Context, r MeCreateAddressRequestObject) (MeCreateAddressResponseObject, error) {
	in, err := addressInput(*r.Body)
	if err != nil {
		return nil, err
	}
	var a logistics.Address
	err = s.DB.Update(ctx, func(tx *db.Tx) (err error) {
		a, err = s.Addresses.Add(tx, actorOf(ctx).UserID, in)
		return err
	})
	return MeCreateAddress201JSONResponse(address(a)), err
}

// MePutAddress changes an address.
func (s *Server) MePutAddress(ctx context.Context, r MePutAddressRequestObject) (MePutAddressResponseObject, error) {
	in, err := addressInput(*r.Body)
	if err != nil {
		return nil, err
	}
	var a logistics.Address
	err = s.DB.Update(ctx, func(tx *db.Tx) (err error) {
		a, err = s.Addresses.Update(tx, actorOf(ctx).UserID, int64(r.Id), in)
		return err
	})
	return MePutAddress200JSONResponse(address(a)), err
}

// MeDeleteAddress removes an address.
func (s *Server) MeDeleteAddress(ctx context.Context, r MeDeleteAddressRequestObject) (MeDeleteAddressResponseObject, error) {
	err := s.DB.Update(ctx, func(tx *db.Tx) error {
		return s.Addresses.Delete(tx, actorOf(ctx).UserID, int64(r.Id))
	})
	return MeDeleteAddress204Response{}, err
}

// MeCreateCheckout places the orders of a cart.
func (s *Server) MeCreateCheckout(ctx context.Context, r MeCreateCheckoutRequestObject) (MeCreateCheckoutResponseObject, error) {
	placed, err := s.Desk.Checkout(ctx, actorOf(ctx).UserID, trade.CheckoutInput{
		Key: r.Params.IdempotencyKey, Items: mapped(r.Body.Items, tradeItem), AddressID: int64(r.Body.AddressId),
		ExpectedTotal: money.Fen(r.Body.ExpectedTotalFen), Channel: s.Channel, Note: r.Body.Note,
	})
	if err != nil {
		return nil, err
	}
	if placed.Replayed {
		out, err := s.readCheckout(ctx, placed.CheckoutID)
		return MeCreateCheckout201JSONResponse(out), err
	}
	out, err := s.showCheckout(ctx, placed.Checkout)
	return MeCreateCheckout201JSONResponse(out), err
}

// MeGetCheckout is the pay page.
func (s *Server) MeGetCheckout(ctx context.Context, r MeGetCheckoutRequestObject) (MeGetCheckoutResponseObject, error) {
	out, err := s.readCheckout(ctx, int64(r.Id))
	return MeGetCheckout200JSONResponse(out), err
}

// MeListOrders lists the buyer's orders.
func (s *Server) MeListOrders(ctx context.Context, r MeListOrdersRequestObject) (MeListOrdersResponseObject, error) {
	p := r.Params
	out, err := s.readOrderCards(ctx, trade.Query{UserID: actorOf(ctx).UserID, States: orderStates(p.State)}, p.Cursor, p.Limit)
	return MeListOrders200JSONResponse(out), err
}

// MeGetOrder is the buyer's order.
func (s *Server) MeGetOrder(ctx context.Context, r MeGetOrderRequestObject) (MeGetOrderResponseObject, error) {
	out, err := s.readMyOrder(ctx, int64(r.Id))
	return MeGetOrder200JSONResponse(out), err
}

// MeCancelOrder cancels before packing.
func (s *Server) MeCancelOrder(ctx context.Context, r MeCancelOrderRequestObject) (MeCancelOrderResponseObject, error) {
	if err := s.Desk.CancelMine(ctx, actorOf(ctx).UserID, int64(r.Id), r.Params.IdempotencyKey); err != nil {
		return nil, err
	}
	out, err := s.readMyOrder(ctx, int64(r.Id))
	return MeCancelOrder200JSONResponse(out), err
}

// MeSignOrder signs off.
func (s *Server) MeSignOrder(ctx context.Context, r MeSignOrderRequestObject) (MeSignOrderResponseObject, error) {
	if err := s.Desk.SignMine(ctx, actorOf(ctx).UserID, int64(r.Id), r.Params.IdempotencyKey); err != nil {
		return nil, err
	}
	out, err := s.readMyOrder(ctx, int64(r.Id))
	return MeSignOrder200JSONResponse(out), err
}

// MeQueryPayment asks the channel.
func (s *Server) MeQueryPayment(ctx context.Context, r MeQueryPaymentRequestObject) (MeQueryPaymentResponseObject, error) {
	p, err := s.Desk.Query(ctx, actorOf(ctx).UserID, int64(r.Id))
	if err != nil {
		return nil, err
	}
	c, err := s.readCheckout(ctx, p.CheckoutID)
	if err != nil {
		return nil, err
	}
	return MeQueryPayment200JSONResponse(payment(p, c.Orders)), nil
}

// MeListHouseholds sums up the households the person may read.
func (s *Server) MeListHouseholds(ctx context.Context, _ MeListHouseholdsRequestObject) (MeListHouseholdsResponseObject, error) {
	var items []HouseholdSummary
	err := s.view(ctx, func(tx *db.Tx, a *atlas) (err error) {
		items, err = s.mySummaries(tx, a, actorOf(ctx).UserID)
		return err
	})
	return MeListHouseholds200JSONResponse{Items: items}, err
}

// MeListHouseholdCredits is the passbook of a household the person may read.
func (s *Server) MeListHouseholdCredits(ctx context.Context, r MeListHouseholdCreditsRequestObject) (MeListHouseholdCreditsResponseObject, error) {
	var out CreditLineList
	err := s.DB.View(ctx, func(tx *db.Tx) error {
		h, err := readableHousehold(tx, actorOf(ctx).UserID, int64(r.Id))
		if err != nil {
			return err
		}
		if out, err = creditLines(tx, h.ID, r.Params.Cursor, r.Params.Limit); err != nil {
			return err
		}
		_, err = boundHousehold(tx, actorOf(ctx).UserID, h.ID)
		if errors.Is(err, household.ErrUnknown) { // a viewer gets no links that outlive the household's word
			return nil
		}
		s.linkProofs(out.Items)
		return err
	})
	return MeListHouseholdCredits200JSONResponse(out), err
}

// MeCreateHouseholdBinding binds the households of a registered phone.
func (s *Server) MeCreateHouseholdBinding(ctx context.Context, r MeCreateHouseholdBindingRequestObject) (MeCreateHouseholdBindingResponseObject, error) {
	if err := s.Identity.ConfirmCode(ctx, r.Body.Phone, identity.ForBind, r.Body.Code); err != nil {
		return nil, err
	}
	var list []household.Household
	err := s.DB.Update(ctx, func(tx *db.Tx) (err error) {
		list, err = s.Register.BindBySMS(tx, household.SMSBinding{
			UserID: actorOf(ctx).UserID, Phone: r.Body.Phone, IDTail: r.Body.HeadIdLast4, Relation: household.Relation(r.Body.Relation),
		})
		return err
	})
	if err != nil {
		return nil, err
	}
	out, err := s.readHouseholdSummary(ctx, list[0])
	return MeCreateHouseholdBinding201JSONResponse(out), err
}
