package catalog

import (
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
)

// VillageShelf is a village with what it has on sale.
type VillageShelf struct {
	Region       string // 12 digits
	TownName     string
	VillageName  string
	Products     int
	CoverMediaID int64 // of its best-selling product
}

// CategoryShelf is a root category with what is on sale below it.
type CategoryShelf struct {
	Code     string
	Name     string
	Products int
}

// HomePage is what the shop opens with.
type HomePage struct {
	Seasonal   []Card // in season this month, best sold first
	Popular    []Card
	Villages   []VillageShelf
	Categories []CategoryShelf
}

const (
	homeCards    = 12
	homeVillages = 12
)

// Home reads the shop's first page. Five queries, whatever the catalogue's size.
func Home(tx *db.Tx) (HomePage, error) {
	var h HomePage
	var err error
	if h.Seasonal, err = selectSeasonal(tx, month(tx.Today()), homeCards); err != nil {
		return HomePage{}, err
	}
	popular, err := List(tx, ListQuery{Sort: BySales, Limit: homeCards})
	if err != nil {
		return HomePage{}, err
	}
	h.Popular = popular.Items
	if h.Villages, err = Villages(tx, "", homeVillages); err != nil {
		return HomePage{}, err
	}
	h.Categories, err = CategoryShelves(tx)
	return h, err
}

// Villages returns villages that have products on sale within a region prefix
// ("" = everywhere), those with the best-selling product first. limit ≥ 1.
func Villages(tx *db.Tx, region string, limit int) ([]VillageShelf, error) {
	return selectVillages(tx, region, limit)
}

// CategoryShelves returns the root categories in their order with the number of
// products on sale; empty ones are left out.
func CategoryShelves(tx *db.Tx) ([]CategoryShelf, error) {
	all, err := Categories(tx)
	if err != nil {
		return nil, err
	}
	counts, err := countByCategory(tx)
	if err != nil {
		return nil, err
	}
	byRoot := map[string]int{}
	for code, n := range counts {
		byRoot[rootOf(code)] += n
	}
	var out []CategoryShelf
	for _, c := range all {
		if n := byRoot[c.Code]; c.Parent == "" && n > 0 {
			out = append(out, CategoryShelf{Code: c.Code, Name: c.Name, Products: n})
		}
	}
	return out, nil
}

func month(d clock.Day) int { return int(d) / 100 % 100 }
