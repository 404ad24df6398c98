package httpapi

import (
	"context"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/bookkeeping"
	"github.com/yigou/yigou/internal/db"
)

// SupplierGetBook is my book: its regime and its months.
func (s *Server) SupplierGetBook(ctx context.Context, _ SupplierGetBookRequestObject) (SupplierGetBookResponseObject, error) {
	var out Book
	err := s.DB.Snapshot(ctx, func(tx *db.Tx) (err error) {
		out, err = readBook(tx, actorOf(ctx))
		return err
	})
	return SupplierGetBook200JSONResponse(out), err
}

// SupplierPutBook chooses how vouchers are made.
func (s *Server) SupplierPutBook(ctx context.Context, r SupplierPutBookRequestObject) (SupplierPutBookResponseObject, error) {
	var out Book
	err := s.DB.Update(ctx, func(tx *db.Tx) error {
		a := actorOf(ctx)
		b, err := myBook(tx, a)
		if err != nil {
			return err
		}
		err = bookkeeping.Choose(tx, a, b.Book, b.kind, bookkeeping.Key(r.Body.Regime), bookkeeping.Detail(r.Body.Detail))
		if err != nil {
			return err
		}
		out, err = readBook(tx, a)
		return err
	})
	return SupplierPutBook200JSONResponse(out), err
}

// SupplierGetBookMonth is one month with its trial balance and vouchers.
func (s *Server) SupplierGetBookMonth(ctx context.Context, r SupplierGetBookMonthRequestObject) (SupplierGetBookMonthResponseObject, error) {
	var out BookMonthView
	err := s.DB.Snapshot(ctx, func(tx *db.Tx) (err error) {
		out, err = readMonthView(tx, actorOf(ctx), monthOf(r.Month))
		return err
	})
	return SupplierGetBookMonth200JSONResponse(out), err
}

// SupplierGetVoucherFile is the month's vouchers as a spreadsheet.
func (s *Server) SupplierGetVoucherFile(ctx context.Context, r SupplierGetVoucherFileRequestObject) (SupplierGetVoucherFileResponseObject, error) {
	file, err := s.readVoucherFile(ctx, monthOf(r.Month), r.Params.Layout)
	if err != nil {
		return nil, err
	}
	return SupplierGetVoucherFile200ApplicationvndOpenxmlformatsOfficedocumentSpreadsheetmlSheetResponse{
		Body: file, ContentLength: int64(file.Len()),
		Headers: SupplierGetVoucherFile200ResponseHeaders{ContentDisposition: attachment("vouchers-" + r.Month + ".xlsx")},
	}, nil
}

// SupplierAskClose asks for a month to be closed.
func (s *Server) SupplierAskClose(ctx context.Context, r SupplierAskCloseRequestObject) (SupplierAskCloseResponseObject, error) {
	out, err := s.changeMonth(ctx, monthOf(r.Month), func(tx *db.Tx, a actor.Actor, b book, month int32) error {
		return bookkeeping.AskClose(tx, a, b.Book, month)
	})
	return SupplierAskClose200JSONResponse(out), err
}

// SupplierConfirmClose closes a month that somebody else asked for.
func (s *Server) SupplierConfirmClose(ctx context.Context, r SupplierConfirmCloseRequestObject) (SupplierConfirmCloseResponseObject, error) {
	out, err := s.changeMonth(ctx, monthOf(r.Month), func(tx *db.Tx, a actor.Actor, b book, month int32) error {
		return bookkeeping.ConfirmClose(tx, a, b.Book, month, b.kind)
	})
	return SupplierConfirmClose200JSONResponse(out), err
}
