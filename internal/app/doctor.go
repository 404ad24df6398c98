package app

import (
	"context"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/doctor"
	"github.com/yigou/yigou/internal/httpapi"
	"github.com/yigou/yigou/internal/ledger"
)

// known is what the doctor is shown from outside of the database: the keys, read
// anew, who may sign, and the checkpoints that are kept elsewhere.
func (a *App) known() (doctor.Options, error) {
	notes, err := a.witnessed()
	signers := a.Chain.Verifiers()
	return doctor.Options{Keys: ledger.NewKeys(a.Vault), Signers: &signers, Witnessed: notes}, err
}

// doctor is the watch as the office's page sees it.
func (a *App) doctor() httpapi.Doctor {
	return httpapi.Doctor{Kept: keptResults, Full: func(ctx context.Context) (func(ledger.AccountID) bool, error) {
		r, err := a.Watch.Full(ctx)
		return r.Whole, err
	}}
}

func keptResults(tx *db.Tx) ([]httpapi.Checkup, error) {
	rs, err := doctor.Results(tx)
	out := make([]httpapi.Checkup, len(rs))
	for i, r := range rs {
		out[i] = httpapi.Checkup{
			ID: r.ID, Title: r.Title, OK: r.OK, Figure: r.Figure, Detail: r.Detail,
			AtUS: r.AtUS, Full: r.Full, BrokenUS: r.BrokenUS,
		}
	}
	return out, err
}

// Examine makes one examination now, outside of the watch: full, or of what is
// new until nothing is, and returns the last word on each invariant.
func (a *App) Examine(ctx context.Context, full bool) (lines []doctor.Line, err error) {
	if full {
		r, err := a.Watch.Full(ctx)
		return r.Lines, err
	}
	for done, more := true, true; done && more; {
		if done, more, err = a.Watch.Quick(ctx); err != nil {
			return nil, err
		}
	}
	err = a.DB.View(ctx, func(tx *db.Tx) error {
		rs, err := doctor.Results(tx)
		for _, r := range rs {
			lines = append(lines, r.Line)
		}
		return err
	})
	return lines, err
}
