package logistics

import (
	"fmt"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/money"
)

type templateRow struct {
	ID         int64
	MerchantID int64
	Name       string
	Newest     int
	Version    int
	CarrierID  int64
	Origin     string
	CreatedUS  int64
}

const templateColumns = `t.id, t.merchant_id, t.name, t.version AS newest, v.version, v.carrier_id, v.origin, v.created_us`

const rateColumns = `r.template_id, r.version, r.province, r.ord, r.first_g, r.first_fen, r.step_g, r.step_fen,
	r.free_over_fen, r.excluded`

type rateRow struct {
	TemplateID  int64
	Version     int
	Province    string
	Ord         int
	FirstG      int64
	FirstFen    int64
	StepG       int64
	StepFen     int64
	FreeOverFen int64
	Excluded    string
}

func (r rateRow) group() Group {
	return Group{
		FirstGrams: r.FirstG, First: money.Fen(r.FirstFen), StepGrams: r.StepG, Step: money.Fen(r.StepFen),
		FreeOver: money.Fen(r.FreeOverFen),
	}
}

func insertTemplate(tx *db.Tx, t Template) error {
	err := tx.SQL().Exec(`INSERT INTO freight_template (id, merchant_id, name, version, created_us, updated_us)
		VALUES (?, ?, ?, ?, ?, ?)`, t.ID, t.MerchantID, t.Name, t.Version, t.CreatedUS, t.CreatedUS).Error
	return nameTaken(err)
}

// advanceTemplate makes t the newest version if from still was.
func advanceTemplate(tx *db.Tx, t Template, from int) error {
	r := tx.SQL().Exec(`UPDATE freight_template SET name = ?, version = ?, updated_us = ?
		WHERE id = ? AND merchant_id = ? AND version = ?`, t.Name, t.Version, t.CreatedUS, t.ID, t.MerchantID, from)
	if r.Error != nil {
		return nameTaken(r.Error)
	}
	return one(r, ErrTemplateStale)
}

func nameTaken(err error) error {
	if db.IsDuplicate(err) {
		return ErrTemplateTaken.Field("name", "input.taken", "已经有同名的模板")
	}
	return err
}

// insertVersion writes the terms: one rate a province.
func insertVersion(tx *db.Tx, t Template, by int64) error {
	if err := tx.SQL().Exec(`INSERT INTO freight_version (template_id, version, carrier_id, origin, created_by, created_us)
		VALUES (?, ?, ?, ?, ?, ?)`, t.ID, t.Version, t.CarrierID, t.Origin, by, t.CreatedUS).Error; err != nil {
		return err
	}
	for i, g := range t.Groups {
		for _, p := range g.Provinces {
			if err := insertRate(tx, t, p, i, g, ""); err != nil {
				return err
			}
		}
	}
	for i, e := range t.Exclusions {
		for _, p := range e.Provinces {
			if err := insertRate(tx, t, p, len(t.Groups)+i, Group{}, e.Reason); err != nil {
				return err
			}
		}
	}
	return nil
}

func insertRate(tx *db.Tx, t Template, province string, ord int, g Group, excluded string) error {
	return tx.SQL().Exec(`INSERT INTO freight_rate (template_id, version, province, ord, first_g, first_fen, step_g, step_fen,
		free_over_fen, excluded) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		t.ID, t.Version, province, ord, g.FirstGrams, int64(g.First), g.StepGrams, int64(g.Step), int64(g.FreeOver), excluded).Error
}

func selectTemplates(tx *db.Tx, merchantID int64) ([]Template, error) {
	var rows []templateRow
	if err := tx.SQL().Raw(`SELECT `+templateColumns+` FROM freight_template t
		JOIN freight_version v ON v.template_id = t.id AND v.version = t.version
		WHERE t.merchant_id = ? ORDER BY t.id`, merchantID).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("logistics: templates: %w", err)
	}
	var rates []rateRow
	if err := tx.SQL().Raw(`SELECT `+rateColumns+` FROM freight_template t JOIN freight_rate r ON r.template_id = t.id AND r.version = t.version
		WHERE t.merchant_id = ? ORDER BY r.template_id, r.ord, r.province`, merchantID).Scan(&rates).Error; err != nil {
		return nil, fmt.Errorf("logistics: rates: %w", err)
	}
	return assemble(rows, rates), nil
}

func selectTemplateOf(tx *db.Tx, merchantID, id int64) (Template, error) {
	var r templateRow
	if err := take(tx.SQL().Raw(`SELECT `+templateColumns+` FROM freight_template t
		JOIN freight_version v ON v.template_id = t.id AND v.version = t.version
		WHERE t.id = ? AND t.merchant_id = ?`, id, merchantID), &r, ErrNoTemplate); err != nil {
		return Template{}, err
	}
	return withRates(tx, r)
}

func selectTemplateVersion(tx *db.Tx, id int64, version int) (Template, error) {
	var r templateRow
	if err := take(tx.SQL().Raw(`SELECT `+templateColumns+` FROM freight_template t
		JOIN freight_version v ON v.template_id = t.id WHERE t.id = ? AND v.version = ?`, id, version), &r, ErrNoTemplate); err != nil {
		return Template{}, err
	}
	return withRates(tx, r)
}

func withRates(tx *db.Tx, r templateRow) (Template, error) {
	var rates []rateRow
	if err := tx.SQL().Raw(`SELECT `+rateColumns+` FROM freight_rate r WHERE r.template_id = ? AND r.version = ?
		ORDER BY r.ord, r.province`,
		r.ID, r.Version).Scan(&rates).Error; err != nil {
		return Template{}, fmt.Errorf("logistics: rates: %w", err)
	}
	return assemble([]templateRow{r}, rates)[0], nil
}

// assemble puts the rates, ordered by template, ord and province, back into
// groups and exclusions.
func assemble(rows []templateRow, rates []rateRow) []Template {
	out := make([]Template, len(rows))
	at := make(map[int64]*Template, len(rows))
	for i, r := range rows {
		out[i] = Template{
			ID: r.ID, MerchantID: r.MerchantID, Name: r.Name, Version: r.Version, Current: r.Newest,
			CarrierID: r.CarrierID, Origin: r.Origin, CreatedUS: r.CreatedUS,
		}
		at[r.ID] = &out[i]
	}
	type place struct {
		template int64
		ord      int
	}
	last := place{}
	for _, r := range rates {
		t, here := at[r.TemplateID], place{r.TemplateID, r.Ord}
		t.take(r, here != last)
		last = here
	}
	return out
}

// take adds one rate to the last group or exclusion, or to a new one.
func (t *Template) take(r rateRow, first bool) {
	if r.Excluded != "" {
		if first {
			t.Exclusions = append(t.Exclusions, Exclusion{Reason: r.Excluded})
		}
		e := &t.Exclusions[len(t.Exclusions)-1]
		e.Provinces = append(e.Provinces, r.Province)
		return
	}
	if first {
		t.Groups = append(t.Groups, r.group())
	}
	g := &t.Groups[len(t.Groups)-1]
	g.Provinces = append(g.Provinces, r.Province)
}

// rate is what a quote needs of one province.
type rate struct {
	version  int
	group    Group
	excluded string
}

// selectRate reads the newest version's rate for a province; a province the
// template does not name is excluded.
func selectRate(tx *db.Tx, templateID int64, province string) (rate, error) {
	var r struct {
		Newest int
		Named  bool
		Rate   rateRow `gorm:"embedded"`
	}
	err := take(tx.SQL().Raw(`SELECT t.version AS newest, r.province IS NOT NULL AS named,
		COALESCE(r.first_g, 0) AS first_g, COALESCE(r.first_fen, 0) AS first_fen, COALESCE(r.step_g, 0) AS step_g,
		COALESCE(r.step_fen, 0) AS step_fen, COALESCE(r.free_over_fen, 0) AS free_over_fen, COALESCE(r.excluded, '') AS excluded
		FROM freight_template t
		LEFT JOIN freight_rate r ON r.template_id = t.id AND r.version = t.version AND r.province = ?
		WHERE t.id = ?`, province, templateID), &r, ErrNoTemplate)
	if err != nil {
		return rate{}, err
	}
	if !r.Named {
		r.Rate.Excluded = ErrExcluded.Detail
	}
	return rate{version: r.Newest, group: r.Rate.group(), excluded: r.Rate.Excluded}, nil
}
