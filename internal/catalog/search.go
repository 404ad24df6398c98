package catalog

import (
	"github.com/yigou/yigou/internal/db"
)

// search finds products that have every term of the query; when there is none,
// those that have most of them. Ordered like any list.
func search(tx *db.Tx, q ListQuery, at cursor) (CardPage, error) {
	terms := queryTerms(q.Q)
	if len(terms) == 0 {
		return CardPage{}, nil
	}
	if !at.relaxed {
		conds := q.conditions()
		for _, t := range terms {
			conds = append(conds, hasTerm(t))
		}
		cards, err := find(tx, q, at, conds)
		if err != nil || len(cards) > 0 || at.id != 0 {
			return q.page(cards, false), err
		}
	}
	need := relaxed(len(terms))
	if need == len(terms) {
		return CardPage{}, nil
	}
	cards, err := find(tx, q, at, append(q.conditions(), hasTerms(terms, need)))
	if err != nil {
		return CardPage{}, err
	}
	return q.page(cards, len(cards) > 0), nil
}
