package httpapi

import (
	"context"
	"errors"
	"fmt"

	"github.com/yigou/yigou/internal/catalog"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/report"
)

// openMonth is a month's open book as it stood at an instant.
type openMonth struct {
	report.Flows
	month      string // yyyymm
	running    bool   // not over yet
	asOfUS     int64
	checkpoint *ledger.Checkpoint // that holds its journals, or the newest; nil before the first
}

// openMonth reads a month, at most figuresTTL old.
func (s *Server) openMonth(ctx context.Context, month string) (openMonth, error) {
	return s.flows.get(month, func() (m openMonth, err error) {
		err = s.DB.Snapshot(ctx, func(tx *db.Tx) error {
			m, err = readOpenMonth(tx, month)
			return err
		})
		return m, err
	})
}

func readOpenMonth(tx *db.Tx, month string) (m openMonth, err error) {
	m = openMonth{month: month, asOfUS: tx.NowUS(), running: int(monthOf(month)) == int(tx.Today())/100}
	if m.Flows, err = report.FlowsOf(tx, int(monthOf(month))); err != nil {
		return m, err
	}
	c, err := ledger.CheckpointFrom(tx, m.PostedUS)
	if errors.Is(err, ledger.ErrNoCheckpoint) {
		return m, nil
	}
	m.checkpoint = &c
	return m, err
}

// shownMonths are the months of a region's sums that the monthly open book shows
// of this region too.
func (s *Server) shownMonths(ctx context.Context, f figures) ([]MonthFigure, error) {
	out := []MonthFigure{}
	for _, month := range f.months {
		m, err := s.openMonth(ctx, monthText(month.Month))
		if err != nil {
			return nil, err
		}
		if m.Shown(report.Credited, f.shown) == f.shown {
			out = append(out, monthFigure(month))
		}
	}
	return out, nil
}

func monthText(m int) string { return fmt.Sprintf("%06d", m) }

const monthProducts = 12 // shown beside a month

// monthProducts are pictures of what a region sells now.
func (s *Server) monthProducts(ctx context.Context, region string) (out []ProductCard, err error) {
	err = s.DB.View(ctx, func(tx *db.Tx) error {
		list, err := catalog.List(tx, catalog.ListQuery{Region: region, Limit: monthProducts})
		if err != nil {
			return err
		}
		names, err := readCategoryNames(tx)
		if err != nil {
			return err
		}
		out, err = cards(tx, list.Items, names)
		return err
	})
	return out, err
}
