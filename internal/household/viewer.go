package household

import (
	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/outbox"
)

// Viewer is a 代看人: somebody whom a household lets read its passbook. A viewer
// changes nothing and speaks for nobody.
type Viewer struct {
	ID          int64
	HouseholdID int64
	UserID      int64 // who reads
	Version     string
	WitnessID   int64 // the member of staff who stood by
	NamedUS     int64
	NamedBy     int64
}

// NewViewer is the input of NameViewer. The caller has checked that the witness
// is staff of the household's village or town.
type NewViewer struct {
	HouseholdID int64
	UserID      int64  // whose phone shall read
	WitnessID   int64  // not who writes it down, not who shall read
	Version     string // of the text that was read out
	Agreed      bool   // the household stood there and said so
}

// Refusals.
var (
	ErrViewerKnown   = fault.New(fault.Conflict, "viewer.known", "这个人已经是这一户的代看人")
	ErrViewerBound   = fault.New(fault.Conflict, "viewer.bound", "这个手机号已经绑定这一户，本来就能看，不用再登记")
	ErrViewerSelf    = fault.New(fault.Denied, "viewer.self", "不能把自己登记为代看人，请另一位工作人员来办")
	ErrViewerWitness = fault.New(fault.Invalid, "viewer.witness", "见证人要另选一位本村或本镇的工作人员，不能是经办人或代看人自己")
	ErrNoViewer      = fault.New(fault.NotFound, "viewer.unknown", "这一户没有这位代看人，可能已经取消")
)

// NameViewer lets a person read a household's passbook, by the household's word
// at the station. A registered phone is told. Refusals: ErrUnknown, bad fields,
// ErrViewerSelf, ErrViewerWitness, ErrViewerBound, ErrViewerKnown.
func NameViewer(tx *db.Tx, by actor.Actor, in NewViewer) (Viewer, error) {
	h, err := Get(tx, by.Region, in.HouseholdID)
	if err != nil {
		return Viewer{}, err
	}
	if err := in.check(by); err != nil {
		return Viewer{}, err
	}
	bound, err := isBound(tx, h.ID, in.UserID)
	if err != nil {
		return Viewer{}, err
	}
	if bound {
		return Viewer{}, ErrViewerBound.Field("phone", "bound", ErrViewerBound.Detail)
	}
	v := Viewer{
		ID: tx.NewID(), HouseholdID: h.ID, UserID: in.UserID, Version: in.Version, WitnessID: in.WitnessID,
		NamedUS: tx.NowUS(), NamedBy: by.UserID,
	}
	if err := insertViewer(tx, v, h.Region); err != nil {
		if db.IsDuplicate(err) {
			err = ErrViewerKnown.Field("phone", "known", ErrViewerKnown.Detail)
		}
		return Viewer{}, err
	}
	if err := outbox.Add(tx, outbox.Job{Kind: JobViewer, Body: boundNotice{HouseholdID: h.ID}}); err != nil {
		return Viewer{}, err
	}
	return v, audit.Add(tx, by, "household.viewer", "household", h.ID, in.Version)
}

func (in NewViewer) check(by actor.Actor) error {
	var c fault.Checker
	c.Check(in.UserID != 0, "phone", "required", "请填写代看人的手机号")
	c.Check(in.Version != "", "version", "required", "缺少告知书的版本")
	c.Check(in.Agreed, "agreed", "required", "要这一户的人在场，亲口同意")
	if err := c.Err(); err != nil {
		return err
	}
	switch {
	case in.UserID == by.UserID:
		return ErrViewerSelf.Field("phone", "self", ErrViewerSelf.Detail)
	case in.WitnessID == 0, in.WitnessID == by.UserID, in.WitnessID == in.UserID:
		return ErrViewerWitness.Field("witness_id", "witness", ErrViewerWitness.Detail)
	}
	return nil
}

// RemoveViewer ends at once what one viewer may read; a word of the household at
// the station is enough. Refusals: ErrUnknown, ErrNoViewer.
func RemoveViewer(tx *db.Tx, by actor.Actor, householdID, viewerID int64) error {
	h, err := Get(tx, by.Region, householdID)
	if err != nil {
		return err
	}
	n, err := endViewer(tx, h.ID, viewerID, by.UserID)
	if err == nil && n == 0 {
		err = ErrNoViewer
	}
	if err != nil {
		return err
	}
	return audit.Add(tx, by, "household.viewer_end", "household", h.ID, "")
}

// Viewers lists who may read a household's passbook, in the order in which they
// were named. The caller has checked scope.
func Viewers(tx *db.Tx, householdID int64) ([]Viewer, error) { return liveViewers(tx, householdID) }

// Viewed lists the households whose passbook a person may read as their viewer,
// in the order in which they were named.
func Viewed(tx *db.Tx, userID int64) ([]Household, error) {
	rows, err := rowsViewedBy(tx, userID)
	if err != nil {
		return nil, err
	}
	list := make([]Household, len(rows))
	for i, row := range rows {
		list[i] = row.household()
	}
	return list, nil
}

// JobViewer is the outbox kind of the message that tells a registered phone of a
// new viewer.
const JobViewer = "household.viewer"

// TemplateViewer is the message's template; it takes no variables.
const TemplateViewer = "household_viewer"
