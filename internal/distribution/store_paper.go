package distribution

import (
	"fmt"

	"github.com/yigou/yigou/internal/db"
)

type paperRow struct {
	ID             int64
	DistributionID int64
	Kind           PaperKind
	Name           string
	ContentType    string
	Size           int64
	Digest         []byte
	Author         int64
	CreatedUS      int64
}

const paperColumns = `SELECT id, distribution_id, kind, name, content_type, size, digest, author, created_us FROM distribution_paper `

func insertPaper(tx *db.Tx, p Paper) error {
	return tx.SQL().Exec(`INSERT INTO distribution_paper (id, distribution_id, kind, name, content_type, size, digest, author, created_us)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		p.ID, p.DistributionID, p.Kind, p.Name, p.ContentType, p.Size, p.Digest[:], p.Author, p.CreatedUS).Error
}

func selectPaper(tx *db.Tx, id int64) (Paper, error) {
	ps, err := readPapers(tx, `WHERE id = ?`, id)
	if err == nil && len(ps) == 0 {
		err = ErrNoPaper
	}
	if err != nil {
		return Paper{}, err
	}
	return ps[0], nil
}

func selectPapers(tx *db.Tx, distributionID int64) ([]Paper, error) {
	return readPapers(tx, `WHERE distribution_id = ? ORDER BY id`, distributionID)
}

func readPapers(tx *db.Tx, where string, args ...any) ([]Paper, error) {
	var rows []paperRow
	if err := tx.SQL().Raw(paperColumns+where, args...).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("distribution: papers: %w", err)
	}
	ps := make([]Paper, len(rows))
	for i, r := range rows {
		ps[i] = Paper{
			ID: r.ID, DistributionID: r.DistributionID, Kind: r.Kind, Name: r.Name, ContentType: r.ContentType, Size: r.Size,
			Author: r.Author, CreatedUS: r.CreatedUS,
		}
		copy(ps[i].Digest[:], r.Digest)
	}
	return ps, nil
}
