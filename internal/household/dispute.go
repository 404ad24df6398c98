package household

import (
	"strings"
	"unicode/utf8"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
)

// Dispute is what a household says against a line of its passbook: a task with
// an owner until it is answered. It moves nothing in the books; whoever answers
// has a wrong line corrected where it was made.
type Dispute struct {
	ID          int64
	HouseholdID int64
	Region      string // of the household
	LineID      int64  // the allocation row behind the line
	StationID   int64  // that sold the goods
	State       DisputeState
	AtStation   bool // said at the counter, not on the household's phone
	Words       string
	RaisedUS    int64
	RaisedBy    int64
	TakenUS     int64 // when the office took it over; 0 = it did not
	TakenBy     int64
	Answer      string
	AnsweredUS  int64
	AnsweredBy  int64
}

// DisputeState names who must act.
type DisputeState string

// The states: station → answered, or station → office → answered. What was
// answered once and is disputed again begins at the office.
const (
	DisputeStation  DisputeState = "station"
	DisputeOffice   DisputeState = "office"
	DisputeAnswered DisputeState = "answered"
)

// DaysToAnswer is how long a dispute is the station's alone; then town and
// district may take it over.
const DaysToAnswer = 7

// TakeOverDay is the first day on which the office may take the dispute.
func (d Dispute) TakeOverDay() clock.Day { return clock.DayOf(d.RaisedUS).Add(DaysToAnswer) }

// StationMay reports whether somebody of a station may answer: never one's own
// word from the own phone.
func (d Dispute) StationMay(by actor.Actor) bool {
	return d.State == DisputeStation && d.StationID == by.OrgID && d.othersMay(by)
}

// OfficeMayTake reports whether town or district may take it over today.
func (d Dispute) OfficeMayTake(by actor.Actor, today clock.Day) bool {
	return d.State == DisputeStation && inScope(d.Region, by.Region) && today >= d.TakeOverDay()
}

// OfficeMayAnswer reports whether town or district may answer.
func (d Dispute) OfficeMayAnswer(by actor.Actor) bool {
	return d.State == DisputeOffice && inScope(d.Region, by.Region) && d.othersMay(by)
}

func (d Dispute) othersMay(by actor.Actor) bool { return d.AtStation || d.RaisedBy != by.UserID }

// Refusals.
var (
	ErrNoDispute    = fault.New(fault.NotFound, "dispute.not_found", "没有找到这条疑问")
	ErrDisputeOpen  = fault.New(fault.Conflict, "dispute.open", "这一笔已经提过疑问，正等着答复")
	ErrDisputeState = fault.New(fault.Conflict, "dispute.state", "这条疑问已经有变化，请刷新后再看")
	ErrDisputeEarly = fault.New(fault.Conflict, "dispute.early", "服务站有 7 天时间答复，到期没有答复再由镇里、区里接手")
	ErrDisputeOwn   = fault.New(fault.Denied, "dispute.own", "自己提的疑问，由另一位工作人员答复")
)

// DisputeInput is the input of Raise. The caller has checked that the actor may
// speak for the household and that the line is the household's.
type DisputeInput struct {
	Household Household
	LineID    int64
	StationID int64
	AtStation bool
	Words     string
}

const maxWords = 200

func checkWords(text, field, code, hint string) (string, error) {
	text = strings.TrimSpace(text)
	if n := utf8.RuneCountInString(text); n < 2 || n > maxWords {
		return "", fault.New(fault.Invalid, code, hint).Field(field, "length", hint)
	}
	return text, nil
}

// Raise records a dispute; one at a time for a line. Refusals: a bad text,
// ErrDisputeOpen.
func Raise(tx *db.Tx, by actor.Actor, in DisputeInput) (Dispute, error) {
	words, err := checkWords(in.Words, "words", "dispute.words", "请写明哪里不对，2 到 200 个字")
	if err != nil {
		return Dispute{}, err
	}
	before, err := disputesWhere(tx, `household_id = ? AND line_id = ? ORDER BY id`, in.Household.ID, in.LineID)
	if err != nil {
		return Dispute{}, err
	}
	d := Dispute{
		ID: tx.NewID(), HouseholdID: in.Household.ID, Region: in.Household.Region, LineID: in.LineID, StationID: in.StationID,
		State: DisputeStation, AtStation: in.AtStation, Words: words, RaisedUS: tx.NowUS(), RaisedBy: by.UserID,
	}
	if len(before) > 0 {
		d.State = DisputeOffice
	}
	if err := insertDispute(tx, d); err != nil {
		if db.IsDuplicate(err) {
			err = ErrDisputeOpen
		}
		return Dispute{}, err
	}
	return d, audit.Add(tx, by, "dispute.raise", "household", d.HouseholdID, words)
}

// TakeOver makes a dispute the office's after DaysToAnswer. Refusals:
// ErrNoDispute, ErrDisputeState, ErrDisputeEarly.
func TakeOver(tx *db.Tx, by actor.Actor, id int64) error {
	d, err := disputeIn(tx, by.Region, id)
	switch {
	case err != nil:
		return err
	case d.State != DisputeStation:
		return ErrDisputeState
	case !d.OfficeMayTake(by, tx.Today()):
		return ErrDisputeEarly
	}
	if err := setTakenOver(tx, id, by.UserID); err != nil {
		return err
	}
	return audit.Add(tx, by, "dispute.take", "household", d.HouseholdID, "")
}

// AnswerAtStation answers as somebody of the station that sold the goods.
// Refusals: a bad text, ErrNoDispute, ErrDisputeState, ErrDisputeOwn.
func AnswerAtStation(tx *db.Tx, by actor.Actor, id int64, text string) error {
	d, err := DisputeByID(tx, id)
	if err == nil && d.StationID != by.OrgID {
		err = ErrNoDispute
	}
	if err != nil {
		return err
	}
	return d.answer(tx, by, DisputeStation, text)
}

// AnswerAtOffice answers as town or district, like AnswerAtStation.
func AnswerAtOffice(tx *db.Tx, by actor.Actor, id int64, text string) error {
	d, err := disputeIn(tx, by.Region, id)
	if err != nil {
		return err
	}
	return d.answer(tx, by, DisputeOffice, text)
}

func (d Dispute) answer(tx *db.Tx, by actor.Actor, from DisputeState, text string) error {
	text, err := checkWords(text, "answer", "dispute.answer", "请写明查到的情况和怎么处理，2 到 200 个字，农户会看到")
	switch {
	case err != nil:
		return err
	case d.State != from:
		return ErrDisputeState
	case !d.othersMay(by):
		return ErrDisputeOwn
	}
	if err := setAnswered(tx, d.ID, from, text, by.UserID); err != nil {
		return err
	}
	return audit.Add(tx, by, "dispute.answer", "household", d.HouseholdID, text)
}

// DisputeByID reads one; ErrNoDispute. The caller has checked scope.
func DisputeByID(tx *db.Tx, id int64) (Dispute, error) {
	ds, err := disputesWhere(tx, `id = ?`, id)
	if err == nil && len(ds) == 0 {
		err = ErrNoDispute
	}
	if err != nil {
		return Dispute{}, err
	}
	return ds[0], nil
}

func disputeIn(tx *db.Tx, region string, id int64) (Dispute, error) {
	d, err := DisputeByID(tx, id)
	if err == nil && !inScope(d.Region, region) {
		return Dispute{}, ErrNoDispute
	}
	return d, err
}

// DisputesOfStation lists a station's disputes, open ones and answered, the
// newest first, with ids before (0 = from the newest).
func DisputesOfStation(tx *db.Tx, stationID, before int64, limit int) ([]Dispute, error) {
	return disputesWhere(tx, `station_id = ? AND (? = 0 OR id < ?) ORDER BY id DESC LIMIT ?`, stationID, before, before, limit)
}

// OpenAtStation counts what waits for a station's answer.
func OpenAtStation(tx *db.Tx, stationID int64) (int, error) {
	return countDisputes(tx, stationID, DisputeStation)
}

// DisputesIn lists disputes of a region; an empty state is every state.
func DisputesIn(tx *db.Tx, region string, state DisputeState, before int64, limit int) ([]Dispute, error) {
	return disputesWhere(tx, `region LIKE ? AND (? = '' OR state = ?) AND (? = 0 OR id < ?) ORDER BY id DESC LIMIT ?`,
		region+"%", string(state), string(state), before, before, limit)
}

// DisputesOfLines reads the latest dispute of each of a household's lines.
func DisputesOfLines(tx *db.Tx, householdID int64, lines []int64) (map[int64]Dispute, error) {
	out := make(map[int64]Dispute, len(lines))
	if len(lines) == 0 {
		return out, nil
	}
	ds, err := disputesWhere(tx, `household_id = ? AND line_id IN ? ORDER BY id`, householdID, lines)
	for _, d := range ds {
		out[d.LineID] = d
	}
	return out, err
}
