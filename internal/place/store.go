package place

import (
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
)

type placeRow struct {
	Code      string
	Parent    string
	Level     Level
	Name      string
	ShortName string
	SortKey   string
}

type tagRow struct {
	Code    string
	Tag     string
	Word    string
	FromDay clock.Day
	ToDay   clock.Day
}

// readAll returns every place with its tags, parents before children, children
// in the order of their pinyin.
func readAll(tx *db.Tx) ([]Place, error) {
	var rows []placeRow
	if err := tx.SQL().Raw(`SELECT code, parent, level, name, short_name, sort_key FROM place
		ORDER BY parent, sort_key, code`).Scan(&rows).Error; err != nil {
		return nil, err
	}
	var tags []tagRow
	if err := tx.SQL().Raw(`SELECT code, tag, word, from_day, to_day FROM place_tag ORDER BY code, from_day`).Scan(&tags).Error; err != nil {
		return nil, err
	}
	of := map[string][]Tag{}
	for _, t := range tags {
		of[t.Code] = append(of[t.Code], Tag{Tag: t.Tag, Word: t.Word, From: t.FromDay, To: t.ToDay})
	}
	places := make([]Place, len(rows))
	for i, r := range rows {
		places[i] = Place{
			Code: r.Code, Parent: r.Parent, Level: r.Level, Name: r.Name,
			Short: r.ShortName, SortKey: r.SortKey, Tags: of[r.Code],
		}
	}
	return places, nil
}

func insert(tx *db.Tx, places []Place, tags []tagRow) error {
	rows := make([]placeRow, len(places))
	for i, p := range places {
		rows[i] = placeRow{Code: p.Code, Parent: p.Parent, Level: p.Level, Name: p.Name, ShortName: p.Short, SortKey: p.SortKey}
	}
	if len(rows) > 0 {
		if err := tx.SQL().Table("place").Create(&rows).Error; err != nil {
			return err
		}
	}
	if len(tags) > 0 {
		return tx.SQL().Table("place_tag").Create(&tags).Error
	}
	return nil
}

func rename(tx *db.Tx, p Place) error {
	return tx.SQL().Exec(`UPDATE place SET name = ?, short_name = ?, sort_key = ? WHERE code = ?`,
		p.Name, p.Short, p.SortKey, p.Code).Error
}
