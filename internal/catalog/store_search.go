package catalog

import (
	"fmt"
	"slices"
	"strings"

	"github.com/yigou/yigou/internal/db"
)

// termsPerInsert keeps a statement below SQLite's and MySQL's limits.
const termsPerInsert = 400

func deleteTerms(tx *db.Tx, productID int64) error {
	return tx.SQL().Exec(`DELETE FROM product_term WHERE product_id = ?`, productID).Error
}

func insertTerms(tx *db.Tx, productID int64, terms []term) error {
	for len(terms) > 0 {
		n := min(len(terms), termsPerInsert)
		args := make([]any, 0, 2*n)
		for _, t := range terms[:n] {
			args = append(args, int64(t), productID)
		}
		if err := tx.SQL().Exec(`INSERT INTO product_term (term, product_id) VALUES `+
			strings.Repeat("(?, ?), ", n-1)+"(?, ?)", args...).Error; err != nil {
			return fmt.Errorf("catalog: index: %w", err)
		}
		terms = terms[n:]
	}
	return nil
}

// searchText returns what a product is found by: all its texts, and the names
// that are also found by their pinyin initials.
func searchText(tx *db.Tx, productID int64) (texts, names []string, err error) {
	p, err := selectProduct(tx, productID)
	if err != nil {
		return nil, nil, err
	}
	skus, err := selectSkuDetails(tx, productID)
	if err != nil {
		return nil, nil, err
	}
	var categories []string
	if err := tx.SQL().Raw(`SELECT name FROM category WHERE code IN ?`,
		[]string{p.Category, rootOf(p.Category)}).Scan(&categories).Error; err != nil {
		return nil, nil, fmt.Errorf("catalog: index: %w", err)
	}
	names = []string{p.Name, p.VillageName}
	for _, s := range skus {
		names = append(names, s.Produce.Name)
		texts = append(texts, s.Name)
	}
	texts = append(texts, p.Subtitle, p.TownName, p.StationName, p.MerchantName)
	texts = append(append(texts, names...), categories...)
	return texts, names, nil
}

// hasTerm: the product has the term.
func hasTerm(t term) condition {
	return condition{
		ids: `SELECT product_id FROM product_term WHERE term = ?`, idsArgs: []any{int64(t)},
		holds:     `EXISTS (SELECT 1 FROM product_term x WHERE x.term = ? AND x.product_id = p.id)`,
		holdsArgs: []any{int64(t)},
	}
}

// hasTerms: the product has at least need of the terms.
func hasTerms(terms []term, need int) condition {
	ids := make([]int64, len(terms))
	for i, t := range terms {
		ids[i] = int64(t)
	}
	return condition{
		ids:       `SELECT product_id FROM product_term WHERE term IN ? GROUP BY product_id HAVING COUNT(*) >= ?`,
		idsArgs:   []any{ids, need},
		holds:     `(SELECT COUNT(*) FROM product_term x WHERE x.product_id = p.id AND x.term IN ?) >= ?`,
		holdsArgs: []any{ids, need},
	}
}

// conditions are the filters of a list.
func (q ListQuery) conditions() []condition {
	var out []condition
	if q.Category != "" { // '.' < '/': the code itself and everything below it
		out = append(out, between("category", q.Category, q.Category+"/"))
	}
	if q.Region != "" {
		out = append(out, between("region", q.Region, q.Region+afterDigits))
	}
	if q.MerchantID != 0 {
		out = append(out, condition{
			ids: `SELECT id AS product_id FROM product WHERE merchant_id = ?`, idsArgs: []any{q.MerchantID},
			holds: `COALESCE(p.merchant_id, 0) = ?`, holdsArgs: []any{q.MerchantID},
		})
	}
	return out
}

// between: the column's code is in from ≤ code < to.
func between(column, from, to string) condition {
	return condition{
		ids: `SELECT id AS product_id FROM product WHERE ` + column + ` >= ? AND ` + column + ` < ?`, idsArgs: []any{from, to},
		holds: `COALESCE(p.` + column + `, '') >= ? AND COALESCE(p.` + column + `, '') < ?`, holdsArgs: []any{from, to},
	}
}

// countEach counts the products that meet each condition, no further than most.
func countEach(tx *db.Tx, conds []condition, most int) ([]int, error) {
	var sql strings.Builder
	var args []any
	for i, c := range conds {
		if i > 0 {
			sql.WriteString(" UNION ALL ")
		}
		sql.WriteString(`SELECT ? AS place, COUNT(*) AS n FROM (` + c.ids + ` LIMIT ?) c`)
		args = append(append(append(args, i), c.idsArgs...), most)
	}
	var rows []struct{ Place, N int }
	if err := tx.SQL().Raw(sql.String(), args...).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("catalog: count: %w", err)
	}
	out := make([]int, len(conds))
	for _, r := range rows {
		out[r.Place] = r.N
	}
	return out, nil
}

// selectFrom fetches the products that meet the first condition and keeps those
// that meet all. CROSS JOIN keeps SQLite from turning the join round.
func selectFrom(tx *db.Tx, q ListQuery, at cursor, conds []condition) ([]Card, error) {
	from := `(` + conds[0].ids + `) t CROSS JOIN product p ON p.id = t.product_id`
	return selectCards(tx, q, from, conds[0].idsArgs, at, cursor{}, conds[1:])
}

// selectShelf walks the shelf in its order, from at to end (zero = to its end).
func selectShelf(tx *db.Tx, q ListQuery, at, end cursor, conds []condition) ([]Card, error) {
	return selectCards(tx, q, `product p`, nil, at, end, conds)
}

// selectCards reads one card more than the page holds.
func selectCards(tx *db.Tx, q ListQuery, from string, args []any, at, end cursor, conds []condition) ([]Card, error) {
	where, args := `p.state = ?`, append(slices.Clip(args), string(OnSale))
	for _, c := range conds {
		where += ` AND ` + c.holds
		args = append(args, c.holdsArgs...)
	}
	order := orderOf(q.Sort)
	where, args = order.behind(where, args, at)
	where, args = order.upTo(where, args, end)
	return scanCards(tx, `SELECT `+cardColumns+` FROM `+from+` WHERE `+where+order.by()+` LIMIT ?`, append(args, q.Limit+1))
}

// selectWindow returns the place n products behind at; zero when the shelf ends
// before.
func selectWindow(tx *db.Tx, q ListQuery, at cursor, n int) (cursor, error) {
	order := orderOf(q.Sort)
	where, args := order.behind(`p.state = ?`, []any{string(OnSale)}, at)
	var r struct{ Value, ID int64 }
	if err := tx.SQL().Raw(`SELECT `+order.column+` AS value, p.id FROM product p WHERE `+where+order.by()+` LIMIT 1 OFFSET ?`,
		append(args, n)...).Scan(&r).Error; err != nil {
		return cursor{}, fmt.Errorf("catalog: window: %w", err)
	}
	return cursor{sort: q.Sort, value: r.Value, id: r.ID}, nil
}

// ordering is an order of the shelf, which an index holds.
type ordering struct {
	column string
	down   bool
}

func orderOf(s Sort) ordering {
	switch s {
	case ByNewest:
		return ordering{"p.on_sale_us", true}
	case ByPrice:
		return ordering{"p.price_fen", false}
	case ByPriceDesc:
		return ordering{"p.price_fen", true}
	case BySales:
	}
	return ordering{"p.sold", true}
}

func (o ordering) by() string {
	if o.down {
		return ` ORDER BY ` + o.column + ` DESC, p.id DESC`
	}
	return ` ORDER BY ` + o.column + `, p.id`
}

// behind adds: behind the place at. The doubled comparison lets both engines
// seek in the index.
func (o ordering) behind(where string, args []any, at cursor) (string, []any) {
	if at.id == 0 {
		return where, args
	}
	sign := `>`
	if o.down {
		sign = `<`
	}
	return where + ` AND ` + o.column + ` ` + sign + `= ? AND (` + o.column + ` ` + sign + ` ? OR p.id ` + sign + ` ?)`,
		append(args, at.value, at.value, at.id)
}

// upTo adds: not behind the place end.
func (o ordering) upTo(where string, args []any, end cursor) (string, []any) {
	if end.id == 0 {
		return where, args
	}
	sign := `<`
	if o.down {
		sign = `>`
	}
	return where + ` AND ` + o.column + ` ` + sign + `= ? AND (` + o.column + ` ` + sign + ` ? OR p.id ` + sign + `= ?)`,
		append(args, end.value, end.value, end.id)
}
