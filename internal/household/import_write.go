package household

import (
	"bytes"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
)

// importPlan is what a batch of households would change.
type importPlan struct {
	fresh     []NewHousehold
	changed   []change
	same      int
	persons   int
	conflicts []RowError
}

type change struct {
	old householdRow
	now NewHousehold
}

// plan compares a batch with the register in one statement.
func (r *Register) plan(tx *db.Tx, families []*family) (importPlan, error) {
	keys := make([]householdRow, len(families))
	for i, f := range families {
		h := f.head.household
		keys[i] = householdRow{Code: h.Code, IDNoBlind: r.vault.Blind(purposeIDNo, h.HeadIDNo)}
	}
	stored, err := findSame(tx, keys)
	if err != nil {
		return importPlan{}, err
	}
	byCode, byHead := map[string]householdRow{}, map[string]householdRow{}
	for _, s := range stored {
		byCode[s.Code] = s
		byHead[string(s.IDNoBlind)] = s
	}
	var p importPlan
	for i, f := range families {
		p.add(r, f, byCode, byHead, keys[i].IDNoBlind)
	}
	return p, nil
}

func (p *importPlan) add(r *Register, f *family, byCode, byHead map[string]householdRow, head []byte) {
	h := f.head.household
	old, known := byCode[h.Code]
	if other, taken := byHead[string(head)]; taken && other.Code != h.Code {
		p.conflicts = append(p.conflicts, f.conflict("这个证件号码已是户编号 "+other.Code+" 的户主")...)
		return
	}
	p.persons += h.Persons
	switch {
	case !known:
		p.fresh = append(p.fresh, h)
	case old.State == Active && bytes.Equal(old.Fingerprint, r.fingerprint(h)):
		p.same++
	default:
		p.changed = append(p.changed, change{old, h})
	}
}

// conflict rejects the head's row and skips the others.
func (f *family) conflict(reason string) []RowError {
	errs := f.skip("户主所在的行有错，整户没有导入，改好后再导入一次")
	for i, line := range f.lines {
		if line == f.head.line {
			errs[i] = RowError{Line: line, Name: colIDNo, Outcome: Rejected, Reason: reason}
		}
	}
	return errs
}

// carryOut writes a plan: new households in two statements, changed ones one by
// one.
func (r *Register) carryOut(tx *db.Tx, p importPlan, asOf clock.Day) error {
	rows, kinds := make([]householdRow, len(p.fresh)), make([]kindRow, len(p.fresh))
	for i, h := range p.fresh {
		row, err := r.seal(tx.NewID(), h)
		if err != nil {
			return err
		}
		row.CreatedUS, row.UpdatedUS = tx.NowUS(), tx.NowUS()
		rows[i], kinds[i] = row, row.kindSince(tx, asOf)
	}
	if err := insertHouseholds(tx, rows); err != nil {
		return err
	}
	if err := insertKinds(tx, kinds); err != nil {
		return err
	}
	for _, c := range p.changed {
		if err := r.apply(tx, c, asOf); err != nil {
			return err
		}
	}
	return nil
}

func (r *Register) apply(tx *db.Tx, c change, asOf clock.Day) error {
	row, err := r.seal(c.old.ID, c.now)
	if err != nil {
		return err
	}
	row.UpdatedUS = tx.NowUS()
	if err := updateHousehold(tx, row); err != nil {
		return err
	}
	if row.Region != c.old.Region {
		if err := moveHousehold(tx, row.ID, row.Region); err != nil {
			return err
		}
	}
	if row.status() == c.old.status() {
		return nil
	}
	if err := closeKind(tx, row.ID, asOf.Add(-1)); err != nil {
		return err
	}
	return insertKinds(tx, []kindRow{row.kindSince(tx, asOf)})
}
