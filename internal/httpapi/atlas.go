package httpapi

import (
	"context"
	"fmt"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/place"
	"github.com/yigou/yigou/internal/report"
)

// atlas is the district's tree with how many households are registered in each
// village.
type atlas struct {
	*place.Tree
	registered map[string]household.Count
}

// view runs a read with the atlas beside it.
func (s *Server) view(ctx context.Context, read func(tx *db.Tx, a *atlas) error) error {
	a, err := s.atlas(ctx)
	if err != nil {
		return err
	}
	return s.DB.View(ctx, func(tx *db.Tx) error { return read(tx, a) })
}

// update runs a write with the atlas beside it.
func (s *Server) update(ctx context.Context, write func(tx *db.Tx, a *atlas) error) error {
	a, err := s.atlas(ctx)
	if err != nil {
		return err
	}
	return s.DB.Update(ctx, func(tx *db.Tx) error { return write(tx, a) })
}

func (s *Server) atlas(ctx context.Context) (*atlas, error) {
	return s.maps.get("", func() (*atlas, error) {
		tree, err := s.Places.Tree(ctx)
		if err != nil {
			return nil, err
		}
		a := &atlas{Tree: tree}
		root, err := tree.Root()
		if err != nil {
			return nil, err
		}
		err = s.DB.View(ctx, func(tx *db.Tx) error {
			a.registered, err = household.Counts(tx, root.Code)
			return err
		})
		return a, err
	})
}

// crowd says which households stand behind something in a region: their number
// from report.Fewest on, else only where they live.
func (a *atlas) crowd(region string, n int) Households {
	ref := villageRef(a.Tree, region)
	if n >= report.Fewest {
		return Households{Count: n, Label: fmt.Sprintf("%s %d 户", ref.Name, n)}
	}
	if all := a.registered[ref.Code].Households; all >= report.Fewest {
		return Households{Label: fmt.Sprintf("%s农户（本村登记 %d 户）", ref.Name, all)}
	}
	if all := a.inTown(place.TownOf(region)); all >= report.Fewest {
		return Households{Label: fmt.Sprintf("%s农户（全镇登记 %d 户）", ref.TownName, all)}
	}
	return Households{Label: ref.TownName + "农户"}
}

func (a *atlas) inTown(town string) (n int) {
	for code, c := range a.registered {
		if place.TownOf(code) == town {
			n += c.Households
		}
	}
	return n
}
