package catalog

import (
	"crypto/sha256"
	"fmt"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
)

type pictureRow struct {
	ID     int64
	Width  int
	Height int
	Color  string
}

func (r pictureRow) picture() Picture {
	return Picture{MediaID: r.ID, Width: r.Width, Height: r.Height, Color: r.Color}
}

func insertMedia(tx *db.Tx, p Picture, sum [sha256.Size]byte, size int, by int64) error {
	return tx.SQL().Exec(`INSERT INTO media (id, sha256, width, height, color, source_bytes, created_by, created_us)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?)`, p.MediaID, sum[:], p.Width, p.Height, p.Color, size, by, tx.NowUS()).Error
}

func selectMediaBySum(tx *db.Tx, sum [sha256.Size]byte) (Picture, error) {
	var r pictureRow
	err := take(tx.SQL().Raw(`SELECT id, width, height, color FROM media WHERE sha256 = ?`, sum[:]), &r, ErrNoMedia)
	return r.picture(), err
}

func selectPictures(tx *db.Tx, productID int64) ([]Picture, error) {
	var rows []pictureRow
	if err := tx.SQL().Raw(`SELECT m.id, m.width, m.height, m.color FROM product_media pm JOIN media m ON m.id = pm.media_id
		WHERE pm.product_id = ? ORDER BY pm.ord`, productID).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("catalog: pictures: %w", err)
	}
	out := make([]Picture, len(rows))
	for i, r := range rows {
		out[i] = r.picture()
	}
	return out, nil
}

// replacePictures makes ids, in this order, the pictures of a product.
func replacePictures(tx *db.Tx, productID int64, ids []int64) error {
	if len(ids) > 0 {
		var n int
		if err := tx.SQL().Raw(`SELECT COUNT(*) FROM media WHERE id IN ?`, ids).Scan(&n).Error; err != nil {
			return fmt.Errorf("catalog: pictures: %w", err)
		}
		if n != len(ids) {
			return fault.ErrInvalid.Field("media_ids", "media.none", "有图片没有上传成功，请重新上传")
		}
	}
	if err := tx.SQL().Exec(`DELETE FROM product_media WHERE product_id = ?`, productID).Error; err != nil {
		return err
	}
	for i, id := range ids {
		if err := tx.SQL().Exec(`INSERT INTO product_media (product_id, ord, media_id) VALUES (?, ?, ?)`,
			productID, i, id).Error; err != nil {
			return err
		}
	}
	return nil
}
