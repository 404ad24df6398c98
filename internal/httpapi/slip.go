package httpapi

import (
	"bytes"
	"context"
	"errors"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/slip"
	"github.com/yigou/yigou/internal/supplier"
)

// MeGetSlip is my household's passbook on paper.
func (s *Server) MeGetSlip(ctx context.Context, r MeGetSlipRequestObject) (MeGetSlipResponseObject, error) {
	a := actorOf(ctx)
	file, err := s.slip(ctx, s.view, func(tx *db.Tx) (household.Household, error) {
		return readableHousehold(tx, a.UserID, int64(r.Id))
	})
	if err != nil {
		return nil, err
	}
	return MeGetSlip200ApplicationpdfResponse{
		Body: bytes.NewReader(file), ContentLength: int64(len(file)),
		Headers: MeGetSlip200ResponseHeaders{ContentDisposition: slipName},
	}, nil
}

// StationGetSlip prints a household's passbook at the counter.
func (s *Server) StationGetSlip(ctx context.Context, r StationGetSlipRequestObject) (StationGetSlipResponseObject, error) {
	file, err := s.staffSlip(ctx, r.Id)
	if err != nil {
		return nil, err
	}
	return StationGetSlip200ApplicationpdfResponse{
		Body: bytes.NewReader(file), ContentLength: int64(len(file)),
		Headers: StationGetSlip200ResponseHeaders{ContentDisposition: slipName},
	}, nil
}

// DistrictGetSlip prints a household's passbook at the office.
func (s *Server) DistrictGetSlip(ctx context.Context, r DistrictGetSlipRequestObject) (DistrictGetSlipResponseObject, error) {
	file, err := s.staffSlip(ctx, r.Id)
	if err != nil {
		return nil, err
	}
	return DistrictGetSlip200ApplicationpdfResponse{
		Body: bytes.NewReader(file), ContentLength: int64(len(file)),
		Headers: DistrictGetSlip200ResponseHeaders{ContentDisposition: slipName},
	}, nil
}

// slipName opens the paper in the browser, from where it is printed.
const slipName = `inline; filename="passbook.pdf"`

// slipLines is how many lines a slip prints: three pages of paper at most.
const slipLines = 60

// staffSlip prints for a household of the caller's region; it is audited.
func (s *Server) staffSlip(ctx context.Context, id ID) ([]byte, error) {
	a := actorOf(ctx)
	return s.slip(ctx, s.update, func(tx *db.Tx) (household.Household, error) { return printedFor(tx, a, int64(id)) })
}

func printedFor(tx *db.Tx, a actor.Actor, id int64) (household.Household, error) {
	h, err := household.Get(tx, a.Region, id)
	if err != nil {
		return household.Household{}, err
	}
	return h, audit.Add(tx, a, "household.slip", "household", h.ID, h.Code)
}

// transaction is the server's view or update.
type transaction func(ctx context.Context, do func(tx *db.Tx, m *atlas) error) error

// slip reads what the pages of the passbook show and draws it outside the
// transaction.
func (s *Server) slip(ctx context.Context, in transaction, find func(*db.Tx) (household.Household, error)) ([]byte, error) {
	var p slip.Passbook
	err := in(ctx, func(tx *db.Tx, m *atlas) error {
		h, err := find(tx)
		if err != nil {
			return err
		}
		b, err := s.homeBook(tx, m, h, "", slipLines)
		if err != nil {
			return err
		}
		p = paper(b, tx.Today())
		return addWhere(tx, h, &p)
	})
	if err != nil {
		return nil, err
	}
	p.CheckpointsURL = s.address(ctx) + "/checkpoints"
	return p.PDF()
}

// address is where the house stands: as configured, else as the reader's browser
// found it.
func (s *Server) address(ctx context.Context) string {
	if s.PublicURL != "" {
		return s.PublicURL
	}
	if s.SecureCookies {
		return "https://" + callerOf(ctx).host
	}
	return "http://" + callerOf(ctx).host
}

func paper(b Passbook, today clock.Day) slip.Passbook {
	h := b.Home
	return slip.Passbook{
		Name: h.Name, Code: h.Code, Village: h.VillageName, Printed: today, Older: b.NextCursor != "",
		Paid: money.Fen(h.PaidFen), OnTheWay: money.Fen(h.OnTheWayFen), Payable: money.Fen(h.PayableFen), Accrued: money.Fen(h.AccruedFen), Recoverable: money.Fen(h.RecoverableFen),
		LastPaid: clock.Day(h.LastPaidDay), NextPayout: clock.Day(h.NextPayoutDay),
		Lines: mapped(b.Items, func(l CreditLine) slip.Line {
			return slip.Line{Day: clock.Day(l.Day), What: l.ProductName, State: paperState(l), Sum: money.Fen(l.AmountFen)}
		}),
	}
}

// paperState says of a settled line no more than that: money is paid as one sum
// for many lines, and paper outlives the next payout.
func paperState(l CreditLine) string {
	if l.State == CreditStateSettled {
		return "已结算"
	}
	return l.StateLabel
}

// whomToAsk is the station of a household's village, with its telephone.
func whomToAsk(tx *db.Tx, h household.Household) (string, error) {
	stations, err := supplier.StationsIn(tx, h.Region[:12])
	if err != nil || len(stations) == 0 {
		return "村服务站", err
	}
	return stations[0].Name + "，电话 " + stations[0].Phone, nil
}

// addWhere says whom to ask, the station of the village, and up to which
// checkpoint the books are signed.
func addWhere(tx *db.Tx, h household.Household, p *slip.Passbook) error {
	var err error
	if p.Ask, err = whomToAsk(tx, h); err != nil {
		return err
	}
	newest, err := ledger.NewestCheckpoint(tx)
	if errors.Is(err, ledger.ErrNoCheckpoint) {
		return nil
	}
	p.Checkpoint = newest.ID
	return err
}
