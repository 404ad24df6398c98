package httpapi

import (
	"bytes"
	"context"
	"errors"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/slip"
)

// StationGetCard says how a household's card stands.
func (s *Server) StationGetCard(ctx context.Context, r StationGetCardRequestObject) (StationGetCardResponseObject, error) {
	var out PassbookCard
	err := s.DB.View(ctx, func(tx *db.Tx) (err error) {
		out, err = readCard(tx, actorOf(ctx), int64(r.Id))
		return err
	})
	return StationGetCard200JSONResponse(out), err
}

// StationCreateCard issues a household's card; what is printed is kept nowhere.
func (s *Server) StationCreateCard(ctx context.Context, r StationCreateCardRequestObject) (StationCreateCardResponseObject, error) {
	var p slip.Card
	err := s.update(ctx, func(tx *db.Tx, m *atlas) error {
		c, err := s.Register.IssueCard(tx, actorOf(ctx), int64(r.Id))
		if err != nil {
			return err
		}
		p = slip.Card{
			Name: c.Household.MaskedName, Code: c.Household.Code, Village: regionWords(m.Tree, c.Household.Region), Printed: tx.Today(),
			Digits: c.Code, URL: s.address(ctx) + "/station/card#" + c.Token,
		}
		p.Ask, err = whomToAsk(tx, c.Household)
		return err
	})
	if err != nil {
		return nil, err
	}
	file, err := p.PDF()
	if err != nil {
		return nil, err
	}
	return StationCreateCard201ApplicationpdfResponse{Body: bytes.NewReader(file), ContentLength: int64(len(file))}, nil
}

// StationDeleteCard ends a lost card.
func (s *Server) StationDeleteCard(ctx context.Context, r StationDeleteCardRequestObject) (StationDeleteCardResponseObject, error) {
	a := actorOf(ctx)
	var out PassbookCard
	err := s.DB.Update(ctx, func(tx *db.Tx) error {
		err := household.RevokeCard(tx, a, int64(r.Id))
		if err != nil {
			return err
		}
		out, err = readCard(tx, a, int64(r.Id))
		return err
	})
	return StationDeleteCard200JSONResponse(out), err
}

// StationOpenCard opens the passbook behind a card. A wrong code is committed.
func (s *Server) StationOpenCard(ctx context.Context, r StationOpenCardRequestObject) (StationOpenCardResponseObject, error) {
	var out CardOpening
	var refused error
	err := s.update(ctx, func(tx *db.Tx, m *atlas) error {
		h, no, err := s.Register.TryCard(tx, actorOf(ctx), r.Body.Token, r.Body.Code)
		if refused = no; err != nil || no != nil {
			return err
		}
		out.Until = at(tx.NowUS() + household.CardOpen.Microseconds())
		out.Passbook, err = s.homeBook(tx, m, h, "", slipLines)
		return err
	})
	if err = errors.Join(err, refused); err != nil {
		return nil, err
	}
	return StationOpenCard201JSONResponse(out), nil
}

func readCard(tx *db.Tx, a actor.Actor, id int64) (PassbookCard, error) {
	h, err := household.Get(tx, a.Region, id)
	if err != nil {
		return PassbookCard{}, err
	}
	c, err := household.CardOf(tx, h.ID)
	if errors.Is(err, household.ErrNoCard) {
		return PassbookCard{Sentence: "还没有户卡。家里没有手机的，可以发一张。"}, nil
	}
	out := PassbookCard{Issued: true, Locked: c.LockedUntilUS > tx.NowUS(), Sentence: "有一张户卡，在用。"}
	if out.Locked {
		out.Sentence = "户卡密码连着输错 5 次，锁一天。急着看，可以补一张新卡。"
	}
	return out, err
}
