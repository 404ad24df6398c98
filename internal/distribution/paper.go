package distribution

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/blob"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
)

// PaperKind says what a paper proves.
type PaperKind string

// The kinds.
const (
	PartyMeeting   PaperKind = "party"   // 村党组织研究记录
	MembersMeeting PaperKind = "members" // 成员大会（成员代表大会）记录
)

// Word is what people call a kind.
func (k PaperKind) Word() string {
	return map[PaperKind]string{PartyMeeting: "村党组织会议记录", MembersMeeting: "成员大会会议记录"}[k]
}

// Paper is a file of evidence; its bytes never change.
type Paper struct {
	ID             int64
	DistributionID int64
	Kind           PaperKind
	Name           string
	ContentType    string
	Size           int64
	Digest         [sha256.Size]byte
	Author         int64
	CreatedUS      int64
}

// MaxPaperBytes bounds a paper: a scan of some pages.
const MaxPaperBytes = 10 << 20

// paperTypes are what a paper may be, by its first bytes.
var paperTypes = map[string]bool{"application/pdf": true, "image/jpeg": true, "image/png": true}

// Refusals of papers.
var (
	ErrPaper   = fault.New(fault.Invalid, "distribution.paper", "会议记录请上传 PDF、JPG 或 PNG，不超过 10 MB")
	ErrNoPaper = fault.New(fault.NotFound, "distribution.no_paper", "没有找到这份会议记录")
)

// Archive keeps papers in object storage. Safe for concurrent use.
type Archive struct {
	db    *db.DB
	blobs blob.Store
}

// NewArchive returns an Archive.
func NewArchive(d *db.DB, blobs blob.Store) *Archive { return &Archive{d, blobs} }

// Attach adds a paper to a distribution of the caller's merchant that is neither
// approved nor withdrawn. It owns its transaction: the file is stored before the
// row. Refusals: ErrUnknown, ErrState, ErrPaper.
func (a *Archive) Attach(ctx context.Context, by actor.Actor, id int64, kind PaperKind, name string, r io.Reader) (Paper, error) {
	raw, err := io.ReadAll(io.LimitReader(r, MaxPaperBytes+1))
	if err != nil {
		return Paper{}, fmt.Errorf("distribution: read paper: %w", err)
	}
	p := Paper{
		ID: a.db.NewID(), DistributionID: id, Kind: kind, Name: clip(strings.TrimSpace(name)), ContentType: http.DetectContentType(raw),
		Size: int64(len(raw)), Digest: sha256.Sum256(raw), Author: by.UserID,
	}
	if kind.Word() == "" || !paperTypes[p.ContentType] || len(raw) > MaxPaperBytes {
		return p, ErrPaper
	}
	if err := a.db.View(ctx, func(tx *db.Tx) error { return open(tx, by, id) }); err != nil {
		return p, err
	}
	if err := a.blobs.Put(ctx, p.key(), bytes.NewReader(raw)); err != nil {
		return p, fmt.Errorf("distribution: store paper: %w", err)
	}
	return p, a.db.Update(ctx, func(tx *db.Tx) error {
		if err := open(tx, by, id); err != nil {
			return err
		}
		p.CreatedUS = tx.NowUS()
		if err := insertPaper(tx, p); err != nil {
			return err
		}
		return audit.Add(tx, by, "distribution.paper", "distribution", id, kind.Word()+" "+p.Name)
	})
}

// open refuses papers for what has been decided.
func open(tx *db.Tx, by actor.Actor, id int64) error {
	d, err := Mine(tx, by, id)
	if err == nil && d.State != Draft && d.State != Noticed {
		err = ErrState
	}
	return err
}

// Papers lists the evidence of a distribution, the oldest first.
func Papers(tx *db.Tx, id int64) ([]Paper, error) { return selectPapers(tx, id) }

// PaperByID reads a paper's head, or ErrNoPaper.
func PaperByID(tx *db.Tx, id int64) (Paper, error) { return selectPaper(tx, id) }

// Open gives a paper's bytes; close them. ErrNoPaper when the file is gone.
func (a *Archive) Open(ctx context.Context, p Paper) (io.ReadSeekCloser, error) {
	body, err := a.blobs.Open(ctx, p.key())
	if errors.Is(err, blob.ErrNotFound) {
		err = ErrNoPaper
	}
	return body, err
}

func (p Paper) key() string { return fmt.Sprintf("distribution/%d/%d", p.DistributionID, p.ID) }

func needPaper(tx *db.Tx, id int64, kind PaperKind, missing error) error {
	ps, err := Papers(tx, id)
	if err != nil {
		return err
	}
	for _, p := range ps {
		if p.Kind == kind {
			return nil
		}
	}
	return missing
}

// clip shortens a file's name to what its column holds.
func clip(s string) string {
	const longest = 80
	if utf8.RuneCountInString(s) <= longest {
		return s
	}
	return string([]rune(s)[:longest])
}
