package httpapi

import (
	"context"

	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/identity"
	"github.com/yigou/yigou/internal/ledger"
)

// Doctor examines the books.
type Doctor struct {
	// Kept is what examinations last said, in the order of the invariants.
	Kept func(tx *db.Tx) ([]Checkup, error)
	// Full examines everything now and keeps the result; whole says whether
	// posting into an account may go on.
	Full func(ctx context.Context) (whole func(ledger.AccountID) bool, err error)
}

// Checkup is the last word on one invariant.
type Checkup struct {
	ID       string // I1
	Title    string
	OK       bool
	Figure   string // what was counted
	Detail   string // what does not add up
	AtUS     int64  // when it was looked at
	Full     bool   // by a full examination, else by a quick pass
	BrokenUS int64  // since when it is known to be broken, 0 = it holds
}

// errNotWhole: a lift waits until the books are whole.
var errNotWhole = fault.New(fault.Conflict, "doctor.not_whole", "刚做的全面核对里，这个账户或整本账还对不上，不能恢复入账")

// stopsShown bounds the stops of the page, those in force first.
const stopsShown = 100

// DistrictGetDoctor reads what examinations last said.
func (s *Server) DistrictGetDoctor(ctx context.Context, _ DistrictGetDoctorRequestObject) (DistrictGetDoctorResponseObject, error) {
	out, err := s.readDoctor(ctx)
	return DistrictGetDoctor200JSONResponse(out), err
}

// DistrictRunDoctor checks that everything adds up.
func (s *Server) DistrictRunDoctor(ctx context.Context, _ DistrictRunDoctorRequestObject) (DistrictRunDoctorResponseObject, error) {
	if _, err := s.Doctor.Full(ctx); err != nil {
		return nil, err
	}
	out, err := s.readDoctor(ctx)
	return DistrictRunDoctor200JSONResponse(out), err
}

// DistrictLiftStop asks for, or confirms, that posting into an account goes on.
func (s *Server) DistrictLiftStop(ctx context.Context, r DistrictLiftStopRequestObject) (DistrictLiftStopResponseObject, error) {
	lift := s.askLift
	if r.Body.Step == StopStepStepConfirm {
		lift = s.confirmLift
	}
	if err := lift(ctx, int64(r.Id)); err != nil {
		return nil, err
	}
	out, err := s.readDoctor(ctx)
	return DistrictLiftStop200JSONResponse(out), err
}

func (s *Server) askLift(ctx context.Context, id int64) error {
	a := actorOf(ctx)
	return s.DB.Update(ctx, func(tx *db.Tx) error {
		stop, err := ledger.AskLift(tx, id, a.UserID)
		if err != nil {
			return err
		}
		return audit.Add(tx, a, "ledger.stop_ask_lift", "ledger_stop", id, stop.Invariant)
	})
}

// confirmLift examines everything first: only whole books are posted into again.
func (s *Server) confirmLift(ctx context.Context, id int64) error {
	a := actorOf(ctx)
	var stop ledger.Stop
	err := s.DB.View(ctx, func(tx *db.Tx) (err error) {
		if stop, err = ledger.StopOf(tx, id); err == nil {
			err = stop.MayConfirm(a.UserID)
		}
		return err
	})
	if err != nil {
		return err
	}
	whole, err := s.Doctor.Full(ctx)
	if err != nil {
		return err
	}
	if !whole(stop.Account) {
		return errNotWhole
	}
	return s.DB.Update(ctx, func(tx *db.Tx) error {
		if _, err := ledger.ConfirmLift(tx, id, a.UserID); err != nil {
			return err
		}
		return audit.Add(tx, a, "ledger.stop_lift", "ledger_stop", id, stop.Invariant)
	})
}

func (s *Server) readDoctor(ctx context.Context) (out DoctorReport, err error) {
	err = s.view(ctx, func(tx *db.Tx, m *atlas) error {
		kept, err := s.Doctor.Kept(tx)
		if err != nil {
			return err
		}
		stops, err := ledger.Stops(tx, stopsShown)
		if err != nil {
			return err
		}
		book := ledger.Posted{}
		books := []ledger.Posted{}
		for _, x := range stops {
			book.Book, book.Entries = x.Key.Book, []ledger.Entry{{Account: x.Account, Key: x.Key}}
			books = append(books, book)
		}
		names, err := readLedgerNames(tx, m, books)
		if err != nil {
			return err
		}
		people, err := identity.Names(tx, append(
			keys(stops, func(x ledger.Stop) int64 { return x.AskedBy }), keys(stops, func(x ledger.Stop) int64 { return x.LiftedBy })...))
		out = doctorReport(kept, stops, names, people, actorOf(ctx))
		return err
	})
	return out, err
}
