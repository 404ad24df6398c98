package catalog

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/blob"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
)

// Gallery takes pictures in and gives them out. Safe for concurrent use.
type Gallery struct {
	db    *db.DB
	blobs blob.Store
	gate  chan struct{} // decoding holds some 100 MB: one at a time
}

// NewGallery returns a Gallery over a database and object storage.
func NewGallery(d *db.DB, blobs blob.Store) *Gallery {
	return &Gallery{db: d, blobs: blobs, gate: make(chan struct{}, 1)}
}

// ErrNoMedia says that there is no such picture, or not in that width.
var ErrNoMedia = fault.New(fault.NotFound, "media.none", "没有找到这张图片")

// Upload takes a picture in: content sniffed, size and pixels limited before
// decoding, turned upright, stored as JPEG in every width without its metadata
// (place, device). The same bytes again give the same picture. It owns its
// transaction: nothing is written before all widths are stored.
func (g *Gallery) Upload(ctx context.Context, a actor.Actor, r io.Reader) (Picture, error) {
	raw, err := io.ReadAll(io.LimitReader(r, MaxUploadBytes+1))
	if err != nil {
		return Picture{}, fmt.Errorf("catalog: read upload: %w", err)
	}
	sum := sha256.Sum256(raw)
	known, err := g.find(ctx, sum)
	if !errors.Is(err, ErrNoMedia) {
		return known, err
	}
	pic, files, err := g.prepare(ctx, raw)
	if err != nil {
		return Picture{}, err
	}
	pic.MediaID = g.db.NewID()
	for i, width := range Widths() {
		if err := g.blobs.Put(ctx, mediaKey(pic.MediaID, width), bytes.NewReader(files[i])); err != nil {
			return Picture{}, fmt.Errorf("catalog: store picture: %w", err)
		}
	}
	err = g.db.Update(ctx, func(tx *db.Tx) error {
		if err := insertMedia(tx, pic, sum, len(raw), a.UserID); err != nil {
			return err
		}
		return audit.Add(tx, a, "media.upload", "media", pic.MediaID, "")
	})
	if db.IsDuplicate(err) { // the same picture came twice at once: the first one stays
		return g.find(ctx, sum)
	}
	return pic, err
}

// prepare decodes, measures and encodes every width.
func (g *Gallery) prepare(ctx context.Context, raw []byte) (Picture, [][]byte, error) {
	select {
	case g.gate <- struct{}{}:
		defer func() { <-g.gate }()
	case <-ctx.Done():
		return Picture{}, nil, ctx.Err()
	}
	up, err := decode(raw)
	if err != nil {
		return Picture{}, nil, err
	}
	var files [][]byte
	for _, width := range Widths() {
		file, err := encode(up.img, width)
		if err != nil {
			return Picture{}, nil, err
		}
		files = append(files, file)
	}
	return Picture{Width: up.size.X, Height: up.size.Y, Color: dominantColor(up.img)}, files, nil
}

func (g *Gallery) find(ctx context.Context, sum [sha256.Size]byte) (p Picture, err error) {
	err = g.db.View(ctx, func(tx *db.Tx) error {
		p, err = selectMediaBySum(tx, sum)
		return err
	})
	return p, err
}

// File is one stored width of a picture. Close Body.
type File struct {
	Body        io.ReadSeekCloser
	ETag        string // strong, quoted; a picture never changes
	ContentType string
}

// Open gives out a picture in one of Widths, without asking the database.
// ErrNoMedia when there is none.
func (g *Gallery) Open(ctx context.Context, mediaID int64, width int) (File, error) {
	if mediaID <= 0 || !slices.Contains(Widths(), width) {
		return File{}, ErrNoMedia
	}
	body, err := g.blobs.Open(ctx, mediaKey(mediaID, width))
	if errors.Is(err, blob.ErrNotFound) {
		return File{}, ErrNoMedia
	}
	if err != nil {
		return File{}, fmt.Errorf("catalog: open picture: %w", err)
	}
	return File{Body: body, ETag: fmt.Sprintf(`"%d-%d"`, mediaID, width), ContentType: "image/jpeg"}, nil
}

func mediaKey(id int64, width int) string { return fmt.Sprintf("media/%d/%d.jpg", id, width) }
