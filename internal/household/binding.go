package household

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/outbox"
	"github.com/yigou/yigou/internal/sms"
)

// Relation is who looks after the household on this phone.
type Relation string

// The relations.
const (
	Head   Relation = "head"   // 户主本人
	Spouse Relation = "spouse" // 配偶
	Child  Relation = "child"  // 子女
	Kin    Relation = "kin"    // 其他亲属
)

var relations = []Relation{Head, Spouse, Child, Kin}

// How a binding was proved.
const (
	meansSMS     = "sms"     // code to the registered phone and the end of the head's number
	meansStation = "station" // at the station, before a witness
)

// Refusals of a binding.
var (
	ErrNoMatch  = fault.New(fault.Invalid, "household.no_match", "手机号和证件号后四位对不上，请核对，或带证件到服务站办理")
	ErrNotBound = fault.New(fault.NotFound, "household.not_bound", "这个账号没有绑定这一户")
)

// SMSBinding is the input of BindBySMS. The caller has confirmed the code sent
// to Phone, which is the phone in the register and not the person's own.
type SMSBinding struct {
	UserID   int64
	Phone    string
	IDTail   string // last 4 characters of the head's identity number
	Relation Relation
}

var tailForm = regexp.MustCompile(`^\d{3}[0-9X]$`)

// BindBySMS binds a signed-in person to every household whose registered phone
// and head match (decisions 25). The registered phone is told each time.
func (r *Register) BindBySMS(tx *db.Tx, in SMSBinding) ([]Household, error) {
	tail := strings.ToUpper(strings.TrimSpace(in.IDTail))
	phone, ok := ParsePhone(in.Phone)
	if !ok || !tailForm.MatchString(tail) || !slices.Contains(relations, in.Relation) {
		return nil, ErrNoMatch
	}
	rows, err := rowsByPhone(tx, r.vault.Blind(purposePhone, phone))
	if err != nil {
		return nil, err
	}
	var bound []Household
	for _, row := range rows {
		no, err := r.vault.Open(row.IDNoSealed, place(columnIDNo, row.ID))
		if err != nil {
			return nil, err
		}
		if !strings.HasSuffix(no, tail) {
			continue
		}
		by := actor.Actor{UserID: in.UserID}
		if err := r.bind(tx, by, row.household(), in.UserID, in.Relation, meansSMS, ""); err != nil {
			return nil, err
		}
		bound = append(bound, row.household())
	}
	if len(bound) == 0 {
		return nil, ErrNoMatch
	}
	return bound, nil
}

// StationBinding is the input of BindAtStation.
type StationBinding struct {
	HouseholdID int64
	UserID      int64 // whose phone shall see the household
	Relation    Relation
	Witness     string // name of who vouches for the person
}

// BindAtStation binds a person who came to the station.
func (r *Register) BindAtStation(tx *db.Tx, by actor.Actor, in StationBinding) (Household, error) {
	in.Witness = strings.TrimSpace(in.Witness)
	var c fault.Checker
	c.Check(slices.Contains(relations, in.Relation), "relation", "unknown", "请选择和户主的关系")
	c.Check(validName(in.Witness), "witness", "required", "请填写见证人姓名")
	c.Check(in.UserID != 0, "phone", "required", "请填写要绑定的手机号")
	if err := c.Err(); err != nil {
		return Household{}, err
	}
	h, err := Get(tx, by.Region, in.HouseholdID)
	if err != nil {
		return Household{}, err
	}
	if err := r.bind(tx, by, h, in.UserID, in.Relation, meansStation, in.Witness); err != nil {
		return Household{}, err
	}
	return h, audit.Add(tx, by, "household.bind", "household", h.ID, string(in.Relation))
}

// bind inserts a binding and promises the message to the registered phone. A
// binding that exists stays as it is.
func (r *Register) bind(tx *db.Tx, by actor.Actor, h Household, userID int64, rel Relation, means, witness string) error {
	exists, err := isBound(tx, h.ID, userID)
	if err != nil || exists {
		return err
	}
	row := bindingRow{
		ID: tx.NewID(), HouseholdID: h.ID, Region: h.Region, UserID: userID, Relation: rel,
		Means: means, CreatedUS: tx.NowUS(), CreatedBy: by.UserID,
	}
	if witness != "" {
		if row.WitnessSealed, err = r.vault.Seal(witness, place(columnBinding, row.ID)); err != nil {
			return err
		}
	}
	if err := insertBinding(tx, row); err != nil {
		return err
	}
	return outbox.Add(tx, outbox.Job{Kind: JobBound, Body: boundNotice{HouseholdID: h.ID}})
}

// Unbind ends a binding: by the person, or by staff of the region.
func Unbind(tx *db.Tx, by actor.Actor, householdID, userID int64) error {
	if by.Region != "" {
		if _, err := Get(tx, by.Region, householdID); err != nil {
			return err
		}
	} else if by.UserID != userID {
		return ErrNotBound
	}
	n, err := endBinding(tx, householdID, userID, by.UserID)
	if err != nil {
		return err
	}
	if n == 0 {
		return ErrNotBound
	}
	return audit.Add(tx, by, "household.unbind", "household", householdID, "")
}

// Bound lists the households a person may see, in the order of binding.
func Bound(tx *db.Tx, userID int64) ([]Household, error) {
	rows, err := rowsBoundTo(tx, userID)
	if err != nil {
		return nil, err
	}
	list := make([]Household, len(rows))
	for i, row := range rows {
		list[i] = row.household()
	}
	return list, nil
}

// IsBound reports whether a person may see any household.
func IsBound(tx *db.Tx, userID int64) (bool, error) { return isBoundToAny(tx, userID) }

// JobBound is the outbox kind of the message that tells a registered phone of a
// new binding. Its body holds no phone: NoticeHandler opens it when it sends.
const JobBound = "household.bound"

type boundNotice struct {
	HouseholdID int64 `json:"household_id"`
}

// TemplateBound is the message's template; it takes no variables.
const TemplateBound = "household_bound"

// NoticeHandler does JobBound. A household without a phone is told nothing.
func (r *Register) NoticeHandler(d *db.DB, s sms.Sender) outbox.Handler {
	return r.notice(d, s, TemplateBound)
}

// ViewerNoticeHandler does JobViewer, the same way.
func (r *Register) ViewerNoticeHandler(d *db.DB, s sms.Sender) outbox.Handler {
	return r.notice(d, s, TemplateViewer)
}

// PayeeNoticeHandler does JobPayeeChanged, the same way.
func (r *Register) PayeeNoticeHandler(d *db.DB, s sms.Sender) outbox.Handler {
	return r.notice(d, s, TemplatePayeeChanged)
}

func (r *Register) notice(d *db.DB, s sms.Sender, template string) outbox.Handler {
	return func(ctx context.Context, t outbox.Task) error {
		var n boundNotice
		if err := t.Decode(&n); err != nil {
			return err
		}
		return r.Tell(ctx, d, s, n.HouseholdID, template, nil)
	}
}

// Tell sends a message to a household's registered phone; one without a phone is
// told nothing. Where no provider is configured nothing is told either: that is
// the place's choice and no failed job.
func (r *Register) Tell(ctx context.Context, d *db.DB, s sms.Sender, householdID int64, template string, vars map[string]string) error {
	if _, off := s.(sms.Off); off {
		return nil
	}
	var phone string
	err := d.View(ctx, func(tx *db.Tx) error {
		row, err := sealedRow(tx, householdID)
		if err != nil {
			return err
		}
		phone, err = r.openPhone(row)
		return err
	})
	if err != nil || phone == "" {
		return err
	}
	return s.Send(ctx, sms.Message{Phone: phone, Template: template, Vars: vars})
}
