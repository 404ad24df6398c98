package httpapi

import (
	"context"
	"net/http"
	"strconv"
	"testing"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
)

// Two people of the district lift a stop, and only when the books are whole.
func TestAStopIsLiftedByTwoPeopleOverWholeBooks(t *testing.T) {
	h := newHouse(t)
	whole := false
	h.Doctor.Full = func(context.Context) (func(ledger.AccountID) bool, error) {
		return func(ledger.AccountID) bool { return whole }, nil
	}
	var stop ledger.Stop
	err := h.DB.Update(t.Context(), func(tx *db.Tx) error {
		book, err := ledger.OpenBook(tx, ledger.OwnerMerchant, 501)
		if err != nil {
			return err
		}
		a, err := ledger.OpenAccount(tx, book, ledger.Escrow, ledger.OwnerMerchant, 501, 0)
		if err != nil {
			return err
		}
		fresh, err := ledger.StopAccounts(tx, []ledger.Stop{{Account: a, Invariant: "I3", Why: "余额与分录不符"}})
		stop = fresh[0]
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	v := &valley{house: h}
	one, two := v.staff("13800000001", districtGrant), v.staff("13800000002", districtGrant)
	path := api + "/district/doctor/stops/" + strconv.FormatInt(stop.ID, 10)
	ask, confirm := StopStep{Step: StopStepStepAsk}, StopStep{Step: StopStepStepConfirm}

	two.post(path, confirm).refused(http.StatusConflict, "ledger.stop_state")
	one.post(path, ask).want(http.StatusOK)
	one.post(path, confirm).refused(http.StatusForbidden, "ledger.stop_person")
	two.post(path, confirm).refused(http.StatusConflict, "doctor.not_whole")
	whole = true
	var out DoctorReport
	two.post(path, confirm).want(http.StatusOK, &out)
	if len(out.Stops) != 1 || out.Stops[0].LiftedAt.IsZero() || out.Stops[0].Account != "买家待履约款" || out.Stops[0].MayConfirm {
		t.Errorf("%+v", out.Stops)
	}
	one.post(path, ask).refused(http.StatusConflict, "ledger.stop_state")
}
