package httpapi

import (
	"cmp"
	"context"
	"slices"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/correction"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/identity"
	"github.com/yigou/yigou/internal/ledger"
)

// correctableShown bounds the journals one chooses from.
const correctableShown = 50

func (s *Server) readCorrections(ctx context.Context, q correction.Query, cursor string, limit int) (out CorrectionList, err error) {
	if q.Before, err = idCursor(cursor); err != nil {
		return out, err
	}
	q.Limit = limit + 1
	err = s.view(ctx, func(tx *db.Tx, m *atlas) error {
		list, err := correction.List(tx, q)
		if err != nil {
			return err
		}
		list, out.NextCursor = page(list, limit, func(c correction.Correction) int64 { return c.ID })
		out.Items, err = corrections(tx, m, actorOf(ctx), list)
		return err
	})
	return out, err
}

func (s *Server) changeCorrection(ctx context.Context, step func(*db.Tx, actor.Actor) (correction.Correction, error)) (out Correction, err error) {
	a := actorOf(ctx)
	m, err := s.atlas(ctx)
	if err != nil {
		return out, err
	}
	err = s.DB.Update(ctx, func(tx *db.Tx) error {
		c, err := step(tx, a)
		if err != nil {
			return err
		}
		list, err := corrections(tx, m, a, []correction.Correction{c})
		if err == nil {
			out = list[0]
		}
		return err
	})
	return out, err
}

// corrections shows each with the journal it corrects, in one reading of names.
func corrections(tx *db.Tx, m *atlas, a actor.Actor, list []correction.Correction) ([]Correction, error) {
	journals := make([]ledger.Posted, len(list))
	for i, c := range list {
		j, err := ledger.JournalByID(tx, c.Journal)
		if err != nil {
			return nil, err
		}
		journals[i] = j
	}
	names, err := readLedgerNames(tx, m, journals)
	if err != nil {
		return nil, err
	}
	people, err := identity.Names(tx, append(
		keys(list, func(c correction.Correction) int64 { return c.Author }),
		keys(list, func(c correction.Correction) int64 { return c.Approver })...))
	if err != nil {
		return nil, err
	}
	out := make([]Correction, len(list))
	for i, c := range list {
		out[i] = correctionView(c, journals[i], names, people)
		out[i].MayDecide = c.State == correction.Asked && c.Author != a.UserID && a.Role == string(identity.DistrictAdmin)
	}
	return out, nil
}

// readCorrectable reads the newest journals of each kind a person may correct.
func (s *Server) readCorrectable(ctx context.Context) (out JournalList, err error) {
	out.Items = []Journal{}
	err = s.view(ctx, func(tx *db.Tx, m *atlas) error {
		b, err := myBook(tx, actorOf(ctx))
		if err != nil {
			return err
		}
		var heads []ledger.Posted
		for _, kind := range correction.Kinds() {
			some, err := ledger.Journals(tx, ledger.Filter{Book: b.ID, Kind: kind, Limit: correctableShown})
			if err != nil {
				return err
			}
			heads = append(heads, some...)
		}
		slices.SortFunc(heads, func(a, b ledger.Posted) int { return cmp.Compare(b.ID, a.ID) })
		heads = heads[:min(len(heads), correctableShown)]
		for i := range heads {
			if heads[i], err = ledger.JournalByID(tx, heads[i].ID); err != nil {
				return err
			}
		}
		names, err := readLedgerNames(tx, m, heads)
		out.Items = mapped(heads, names.journal)
		return err
	})
	return out, err
}
