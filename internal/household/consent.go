package household

import (
	"slices"
	"strings"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
)

// Purpose is what a household agreed to; each is asked for alone (domain.md
// C34).
type Purpose string

// The purposes.
const (
	Sale        Purpose = "sale"          // 委托服务站代销
	Payout      Purpose = "payout"        // 用登记的银行卡收款
	PublicStory Purpose = "public_story"  // 公开展示故事
	NameToBuyer Purpose = "name_to_buyer" // 向买到自家产品的人显示姓氏
	Photo       Purpose = "photo"         // 拍照留存
)

// Purposes lists them in the order in which they are asked.
var Purposes = []Purpose{Sale, Payout, NameToBuyer, PublicStory, Photo}

// Channel is how a consent was given.
type Channel string

// The channels. On paper and by voice a witness stands beside: many cannot
// read.
const (
	OnPaper  Channel = "paper"
	ByVoice  Channel = "voice"
	OnScreen Channel = "screen" // on the household's own phone
)

var channels = []Channel{OnPaper, ByVoice, OnScreen}

// ConsentInput is the input of GiveConsent.
type ConsentInput struct {
	HouseholdID int64
	Purpose     Purpose
	Version     string // of the text that was read out
	Channel     Channel
	Witness     string // name; required unless on the household's own screen
}

// Consent is one given consent.
type Consent struct {
	ID          int64
	HouseholdID int64
	Purpose     Purpose
	Version     string
	Channel     Channel
	GivenUS     int64
	WithdrawnUS int64 // 0 while it holds
}

// ErrNoConsent refuses to withdraw what was not given.
var ErrNoConsent = fault.New(fault.Conflict, "household.no_consent", "这一户没有同意过这一项，不用撤回")

func (in *ConsentInput) validate() error {
	in.Witness = strings.TrimSpace(in.Witness)
	var c fault.Checker
	c.Check(slices.Contains(Purposes, in.Purpose), "purpose", "unknown", "请选择同意的事项")
	c.Check(slices.Contains(channels, in.Channel), "channel", "unknown", "请选择同意的方式")
	c.Check(in.Version != "" && len(in.Version) <= 24, "version", "required", "缺少同意书的版本")
	c.Check(in.Channel == OnScreen || validName(in.Witness), "witness", "required", "请填写见证人姓名")
	return c.Err()
}

// GiveConsent records a consent. When the household already agreed to the same
// text nothing changes; a newer text closes the older consent.
func (r *Register) GiveConsent(tx *db.Tx, by actor.Actor, in ConsentInput) (Consent, error) {
	if err := in.validate(); err != nil {
		return Consent{}, err
	}
	h, err := reachable(tx, by, in.HouseholdID)
	if err != nil {
		return Consent{}, err
	}
	live, err := liveConsents(tx, []int64{h.ID}, in.Purpose)
	if err != nil {
		return Consent{}, err
	}
	for _, old := range live {
		if old.Version == in.Version {
			return old.consent(), nil
		}
		if _, err := endConsent(tx, h.ID, in.Purpose, by.UserID); err != nil {
			return Consent{}, err
		}
	}
	row := consentRow{
		ID: tx.NewID(), HouseholdID: h.ID, Region: h.Region, Purpose: in.Purpose, Version: in.Version,
		Channel: in.Channel, GivenUS: tx.NowUS(), GivenBy: by.UserID,
	}
	if in.Witness != "" {
		if row.WitnessSealed, err = r.vault.Seal(in.Witness, place(columnConsent, row.ID)); err != nil {
			return Consent{}, err
		}
	}
	if err := insertConsent(tx, row); err != nil {
		return Consent{}, err
	}
	return row.consent(), audit.Add(tx, by, "household.consent", "household", h.ID, string(in.Purpose)+" "+in.Version)
}

// WithdrawConsent closes a consent at once. What hangs on it (a public story)
// asks Consenting whenever it is shown.
func WithdrawConsent(tx *db.Tx, by actor.Actor, householdID int64, p Purpose) error {
	h, err := reachable(tx, by, householdID)
	if err != nil {
		return err
	}
	n, err := endConsent(tx, h.ID, p, by.UserID)
	if err != nil {
		return err
	}
	if n == 0 {
		return ErrNoConsent
	}
	return audit.Add(tx, by, "household.withdraw", "household", h.ID, string(p))
}

// Consents lists every consent of a household, newest first.
func Consents(tx *db.Tx, householdID int64) ([]Consent, error) {
	rows, err := allConsents(tx, householdID)
	if err != nil {
		return nil, err
	}
	list := make([]Consent, len(rows))
	for i, row := range rows {
		list[i] = row.consent()
	}
	return list, nil
}

// Consenting tells which of the households agree to a purpose now.
func Consenting(tx *db.Tx, householdIDs []int64, p Purpose) (map[int64]bool, error) {
	rows, err := liveConsents(tx, householdIDs, p)
	if err != nil {
		return nil, err
	}
	m := make(map[int64]bool, len(rows))
	for _, row := range rows {
		m[row.HouseholdID] = true
	}
	return m, nil
}

// reachable returns a household that the caller may act for: inside the region
// of staff, or bound to the person.
func reachable(tx *db.Tx, by actor.Actor, householdID int64) (Household, error) {
	if by.Region != "" {
		return Get(tx, by.Region, householdID)
	}
	bound, err := Bound(tx, by.UserID)
	if err != nil {
		return Household{}, err
	}
	for _, h := range bound {
		if h.ID == householdID {
			return h, nil
		}
	}
	return Household{}, ErrUnknown
}
