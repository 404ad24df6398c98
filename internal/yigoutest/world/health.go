package world

import "github.com/yigou/yigou/internal/doctor"

// Healthy runs the doctor and fails on every broken invariant.
func (w *World) Healthy() {
	w.T.Helper()
	lines, err := doctor.Check(w.T.Context(), w.DB, w.Ledger.Keys())
	if err != nil {
		w.T.Fatal(err)
	}
	for _, l := range lines {
		if !l.OK {
			w.T.Error(l)
		}
	}
}
