package benefit

import (
	"slices"

	"gorm.io/gorm"

	"github.com/yigou/yigou/internal/alloc"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/money"
)

func insertLink(tx *db.Tx, v Version) error {
	return tx.SQL().Exec(`INSERT INTO benefit_link (id, merchant_id, region, kind, name, current_version_id, created_us)
		VALUES (?, ?, ?, ?, ?, 0, ?)`, v.LinkID, v.MerchantID, v.Region, v.Kind, v.Name, tx.NowUS()).Error
}

func insertVersion(tx *db.Tx, v Version, by int64) error {
	err := tx.SQL().Exec(`INSERT INTO benefit_version (id, link_id, no, summary, created_by, created_us)
		VALUES (?, ?, ?, ?, ?, ?)`, v.ID, v.LinkID, v.No, v.Summary, by, v.CreatedUS).Error
	if err != nil {
		return err
	}
	for i, f := range v.Fees {
		err := tx.SQL().Exec(`INSERT INTO benefit_fee (version_id, ord, role, bp, fen_per_kg, vat_bp, payee_kind, payee_id)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?)`, v.ID, i, f.Role, f.BP, f.FenPerKG, f.VatBP, f.PayeeKind, f.PayeeID).Error
		if err != nil {
			return err
		}
	}
	return nil
}

func setCurrent(tx *db.Tx, link, before, after int64) (bool, error) {
	res := tx.SQL().Exec(`UPDATE benefit_link SET current_version_id = ? WHERE id = ? AND current_version_id = ?`, after, link, before)
	return res.RowsAffected == 1, res.Error
}

type versionRow struct {
	ID         int64
	LinkID     int64
	MerchantID int64
	Region     string
	Kind       string
	Name       string
	No         int
	Summary    string
	CreatedUS  int64
}

type feeRow struct {
	Role      alloc.Role
	BP        int64 `gorm:"column:bp"`
	FenPerKG  int64 `gorm:"column:fen_per_kg"`
	VatBP     int64 `gorm:"column:vat_bp"`
	PayeeKind string
	PayeeID   int64
}

func selectVersions(tx *db.Tx, where string, ids []int64) ([]Version, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	var rows []versionRow
	err := tx.SQL().Raw(`SELECT v.id, v.link_id, l.merchant_id, l.region, l.kind, l.name, v.no, v.summary, v.created_us
		FROM benefit_version v JOIN benefit_link l ON l.id = v.link_id WHERE `+where+` ORDER BY l.id DESC, v.no DESC`, ids).Scan(&rows).Error
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	vs := make([]Version, len(rows))
	for i, r := range rows {
		vs[i] = Version{
			ID: r.ID, LinkID: r.LinkID, MerchantID: r.MerchantID, Region: r.Region, Kind: r.Kind, Name: r.Name,
			No: r.No, Summary: r.Summary, CreatedUS: r.CreatedUS,
		}
		if vs[i].Fees, err = feesOf(tx, r.ID); err != nil {
			return nil, err
		}
	}
	return vs, nil
}

// feesOf reads the fees of a version, which never change.
func feesOf(tx *db.Tx, versionID int64) ([]FeeRule, error) {
	return db.Kept(tx, feesKey{}, versionID, func() ([]FeeRule, error) {
		var rows []feeRow
		err := tx.SQL().Raw(`SELECT role, bp, fen_per_kg, vat_bp, payee_kind, payee_id FROM benefit_fee
			WHERE version_id = ? ORDER BY ord`, versionID).Scan(&rows).Error
		fees := make([]FeeRule, len(rows))
		for i, f := range rows {
			fees[i] = FeeRule{f.Role, f.BP, money.Fen(f.FenPerKG), f.VatBP, f.PayeeKind, f.PayeeID}
		}
		return slices.Clip(fees), err
	})
}

type feesKey struct{}

func selectCurrent(tx *db.Tx, link int64) (Version, error) {
	vs, err := selectVersions(tx, `l.id IN ? AND v.id = l.current_version_id`, []int64{link})
	if err == nil && len(vs) == 0 {
		err = gorm.ErrRecordNotFound
	}
	if err != nil {
		return Version{}, err
	}
	return vs[0], nil
}
