package httpapi

import (
	"context"
	"io"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/distribution"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/identity"
	"github.com/yigou/yigou/internal/supplier"
)

// dividendsShown bounds what a household reads of its distributions.
const dividendsShown = 50

func (s *Server) readDistributions(ctx context.Context, q distribution.Query, cursor string, limit int) (out DistributionList, err error) {
	if q.Before, err = idCursor(cursor); err != nil {
		return out, err
	}
	q.Limit = limit + 1
	err = s.DB.View(ctx, func(tx *db.Tx) error {
		list, err := distribution.List(tx, q)
		if err != nil {
			return err
		}
		list, out.NextCursor = page(list, limit, func(d distribution.Distribution) int64 { return d.ID })
		out.Items, err = distributions(tx, actorOf(ctx), list)
		return err
	})
	return out, err
}

// distributions shows each without papers and parts, in one reading of names.
func distributions(tx *db.Tx, a actor.Actor, list []distribution.Distribution) ([]Distribution, error) {
	merchants, err := supplier.Names(tx, keys(list, func(d distribution.Distribution) int64 { return d.MerchantID }))
	if err != nil {
		return nil, err
	}
	people, err := identity.Names(tx, append(
		keys(list, func(d distribution.Distribution) int64 { return d.Author }),
		keys(list, func(d distribution.Distribution) int64 { return d.Approver })...))
	if err != nil {
		return nil, err
	}
	return mapped(list, func(d distribution.Distribution) Distribution {
		out := distributionView(d)
		out.MerchantName, out.Author, out.Approver = merchants[d.MerchantID], people[d.Author], people[d.Approver]
		office := a.Role == string(identity.TownReviewer) || a.Role == string(identity.DistrictAdmin)
		out.MayApprove = office && d.State == distribution.Noticed && d.Author != a.UserID && tx.Today() > d.NoticeUntil && out.VotePasses
		return out
	}), nil
}

// wholeDistribution shows one with its papers and parts.
func wholeDistribution(tx *db.Tx, a actor.Actor, d distribution.Distribution) (out Distribution, err error) {
	parts, err := distribution.Parts(tx, d.ID)
	if err != nil {
		return out, err
	}
	papers, err := distribution.Papers(tx, d.ID)
	if err != nil {
		return out, err
	}
	list, err := distributions(tx, a, []distribution.Distribution{d})
	if err != nil {
		return out, err
	}
	out = list[0]
	out.Papers = mapped(papers, distributionPaper)
	return out, addParts(tx, &out, parts)
}

func addParts(tx *db.Tx, out *Distribution, parts []distribution.Part) error {
	people, err := household.ByIDs(tx, keys(parts, func(p distribution.Part) int64 { return p.Household }))
	out.Households = len(parts)
	out.Parts = mapped(parts, func(p distribution.Part) DistributionPart {
		return DistributionPart{
			HouseholdId: ID(p.Household), Name: people[p.Household].MaskedName, Units: p.Units, VolumeFen: int64(p.Volume),
			BySharesFen: int64(p.ByShares), ByVolumeFen: int64(p.ByVolume), AmountFen: int64(p.Amount()),
		}
	})
	return err
}

// readDistribution shows one that find lets the caller see.
func (s *Server) readDistribution(ctx context.Context, id Id, find distributionFinder) (out Distribution, err error) {
	a := actorOf(ctx)
	err = s.DB.View(ctx, func(tx *db.Tx) error {
		d, err := find(tx, a, int64(id))
		if err != nil {
			return err
		}
		out, err = wholeDistribution(tx, a, d)
		return err
	})
	return out, err
}

type distributionFinder func(tx *db.Tx, by actor.Actor, id int64) (distribution.Distribution, error)

// changeDistribution takes one step and shows what came of it.
func (s *Server) changeDistribution(ctx context.Context, step func(*db.Tx, actor.Actor) (distribution.Distribution, error)) (out Distribution, err error) {
	a := actorOf(ctx)
	err = s.DB.Update(ctx, func(tx *db.Tx) error {
		d, err := step(tx, a)
		if err != nil {
			return err
		}
		out, err = wholeDistribution(tx, a, d)
		return err
	})
	return out, err
}

// paperFile opens a paper for its reader and records it.
func (s *Server) paperFile(ctx context.Context, id Id, find distributionFinder) (p distribution.Paper, body io.ReadSeekCloser, err error) {
	a := actorOf(ctx)
	err = s.DB.Update(ctx, func(tx *db.Tx) error {
		if p, err = distribution.PaperByID(tx, int64(id)); err != nil {
			return err
		}
		if _, err := find(tx, a, p.DistributionID); err != nil {
			return distribution.ErrNoPaper
		}
		return audit.Add(tx, a, "distribution.read_paper", "distribution", p.DistributionID, p.Name)
	})
	if err != nil {
		return p, nil, err
	}
	exchangeOf(ctx).answer.Header().Set("Cache-Control", "no-store")
	body, err = s.Papers.Open(ctx, p)
	return p, body, err
}

// readShares is a page of the village's households with what they hold, and what
// a distribution of the caller's merchant may be.
func (s *Server) readShares(ctx context.Context, q, cursor string, limit int) (out ShareRegister, err error) {
	a := actorOf(ctx)
	err = s.DB.View(ctx, func(tx *db.Tx) error {
		b, err := distribution.BoundsOf(tx, a.OrgID)
		if err != nil {
			return err
		}
		out.SurplusFen, out.Regime, out.RegimeLabel = int64(b.Surplus), DistributionRegime(b.Policy.Regime), b.Policy.Regime.Word()
		out.ReserveMaxBp, out.VolumeMinBp, out.NoticeDays = b.Policy.ReserveMax, b.Policy.VolumeMin, b.Policy.NoticeDays
		holdings, err := distribution.RegisterOn(tx, a.OrgID, tx.Today())
		if err != nil {
			return err
		}
		held := make(map[int64]distribution.Holding, len(holdings))
		out.Holders = len(holdings)
		for _, h := range holdings {
			held[h.Household] = h
			out.Units += h.Units
		}
		var list []household.Household
		list, out.NextCursor, err = s.Register.Search(tx, b.Region, q, cursor, limit)
		out.Items = mapped(list, func(h household.Household) ShareHolding {
			x := held[h.ID]
			return ShareHolding{
				HouseholdId: ID(h.ID), Code: h.Code, Name: h.MaskedName, GroupName: h.GroupName, Units: x.Units, FromDay: BusinessDay(x.From),
			}
		})
		return err
	})
	return out, err
}

// householdDividends is what distributions gave a household.
func householdDividends(tx *db.Tx, householdID int64) ([]HouseholdDividend, error) {
	credits, err := distribution.CreditsOf(tx, householdID, dividendsShown)
	if err != nil {
		return nil, err
	}
	names, err := supplier.Names(tx, keys(credits, func(c distribution.Credit) int64 { return c.Distribution.MerchantID }))
	return mapped(credits, func(c distribution.Credit) HouseholdDividend {
		out := dividend(c)
		out.MerchantName = names[c.Distribution.MerchantID]
		return out
	}), err
}
