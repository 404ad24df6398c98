package correction

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/ledger"
)

// State is how far a correction has come.
type State string

// The states.
const (
	Asked    State = "asked"
	Approved State = "approved" // mirror and new posting are promised
	Refused  State = "refused"
)

// Word is what people call a state.
func (s State) Word() string {
	return map[State]string{Asked: "待批准", Approved: "已批准入账", Refused: "已退回"}[s]
}

// Correction is one journal's reversal and what stands in its place.
type Correction struct {
	ID         int64
	Book       int32
	MerchantID int64
	Region     string
	Journal    int64
	State      State
	Reason     string
	Note       string // the approver's words
	Author     int64
	Approver   int64
	CreatedUS  int64
	DecidedUS  int64
	Legs       []ledger.Leg // none: the journal is only reversed
}

// Refusals.
var (
	ErrUnknown = fault.New(fault.NotFound, "correction.unknown", "没有这条更正，或不在你负责的范围内")
	ErrKind    = fault.New(fault.Conflict, "correction.kind", "这类凭证由业务自己更正，不能手工冲正")
	ErrTwice   = fault.New(fault.Conflict, "correction.twice", "这张凭证已经有人申请更正，或已经冲正过")
	ErrState   = fault.New(fault.Conflict, "correction.state", "这条更正已经有人处理，请刷新后再看")
	ErrPerson  = fault.New(fault.Denied, "correction.person", "申请更正的人不能自己批准，请换一位同事")
)

// Kinds are the kinds a person may correct: amounts that somebody read off a bank
// statement or a drawer, and that no row of a flow repeats (ADR 0011).
func Kinds() []ledger.Kind {
	return []ledger.Kind{ledger.E1Settle, ledger.E11Deposit, ledger.E14Unknown, ledger.E15Repost, ledger.E16Safeguard}
}

var chinese = regexp.MustCompile(`\p{Han}`)

// Input is what an accountant asks for. Legs may be empty: then the journal is
// only reversed. They use the journal's own accounts: a kind's accounts are its
// rule's, what can be wrong are its amounts.
type Input struct {
	Book    ledger.Book
	Region  string
	Journal int64
	Reason  string
	Legs    []ledger.Leg
}

// Ask records a correction for the district to decide. Refusals: ledger's
// ErrNoJournal, ErrKind, ErrTwice, fault.ErrInvalid by field.
func Ask(tx *db.Tx, by actor.Actor, in Input) (Correction, error) {
	j, err := ledger.JournalByID(tx, in.Journal)
	if err != nil {
		return Correction{}, err
	}
	switch {
	case j.Book != in.Book.ID:
		return Correction{}, ledger.ErrNoJournal
	case j.Reverses != 0 || !slices.Contains(Kinds(), j.Kind):
		return Correction{}, ErrKind
	}
	in.Reason = strings.TrimSpace(in.Reason)
	if err := in.check(j); err != nil {
		return Correction{}, err
	}
	c := Correction{
		ID: tx.NewID(), Book: j.Book, MerchantID: in.Book.OwnerID, Region: in.Region, Journal: j.ID, State: Asked,
		Reason: in.Reason, Author: by.UserID, CreatedUS: tx.NowUS(), Legs: in.Legs,
	}
	if err := insert(tx, c); db.IsDuplicate(err) {
		return Correction{}, ErrTwice
	} else if err != nil {
		return Correction{}, err
	}
	return c, audit.Add(tx, by, "correction.ask", "journal", j.ID, c.Reason)
}

func (in Input) check(j ledger.Posted) error {
	var c fault.Checker
	size := utf8.RuneCountInString(in.Reason)
	c.Check(size >= 4 && size <= 200 && chinese.MatchString(in.Reason), "reason", "length", "请用中文写明为什么更正，4 到 200 个字")
	sum, same := int64(0), len(in.Legs) == len(j.Entries)
	for _, l := range in.Legs {
		known := slices.ContainsFunc(j.Entries, func(e ledger.Entry) bool { return e.Account == l.Account })
		c.Check(known, "legs", "account", "更正后的分录只能用原凭证的账户")
		c.Check(l.Amount != 0 && l.Amount <= ledger.MaxAmount && l.Amount >= -ledger.MaxAmount, "legs", "amount", "更正后的每一行都要有金额")
		sum += l.Amount
		same = same && slices.ContainsFunc(j.Entries, func(e ledger.Entry) bool { return e.Account == l.Account && e.Amount == l.Amount })
	}
	c.Check(sum == 0 && len(in.Legs) != 1, "legs", "balance", "更正后的分录借贷要相等")
	c.Check(!same, "legs", "same", "更正后的分录和原凭证一样，不用更正")
	return c.Err()
}

// Decide approves a correction, which promises its journals, or turns it down.
// Refusals: ErrUnknown, ErrPerson, ErrState; a refusal needs a note.
func Decide(tx *db.Tx, by actor.Actor, id int64, approve bool, note string) (Correction, error) {
	c, err := Get(tx, id)
	if err != nil {
		return Correction{}, err
	}
	note = strings.TrimSpace(note)
	switch {
	case by.Region == "" || !strings.HasPrefix(c.Region, by.Region):
		return Correction{}, ErrUnknown
	case c.Author == by.UserID:
		return Correction{}, ErrPerson
	case utf8.RuneCountInString(note) > 200 || (!approve && note == ""):
		return Correction{}, fault.ErrInvalid.Field("note", "length", "退回要写明原因，最多 200 个字")
	}
	c.State, c.Note, c.Approver, c.DecidedUS = Refused, note, by.UserID, tx.NowUS()
	if approve {
		c.State = Approved
	}
	decided, err := decide(tx, c)
	if err != nil {
		return Correction{}, err
	}
	if !decided {
		return Correction{}, ErrState
	}
	if approve {
		if err := post(tx, c); err != nil {
			return Correction{}, err
		}
	}
	return c, audit.Add(tx, by, "correction."+string(c.State), "journal", c.Journal, note)
}

// post promises the mirror and what stands in its place. Both keep the day of the
// journal they correct; the lane books them into the month that is open.
func post(tx *db.Tx, c Correction) error {
	was, err := ledger.JournalByID(tx, c.Journal)
	if err != nil {
		return err
	}
	mirror := ledger.Journal{
		Book: c.Book, Kind: ledger.E15Correct, Ref: was.ID, Order: was.Order, EffectiveUS: was.EffectiveUS,
		Reverses: was.ID, Actor: c.Approver,
	}
	for _, e := range was.Entries {
		mirror.Legs = append(mirror.Legs, ledger.Leg{Account: e.Account, Amount: -e.Amount, Dim: e.Dim, Row: e.Row})
	}
	if len(c.Legs) == 0 {
		return ledger.Enqueue(tx, mirror)
	}
	return ledger.Enqueue(tx, mirror, ledger.Journal{
		Book: c.Book, Kind: ledger.E15Repost, Ref: c.ID, Order: was.Order, EffectiveUS: was.EffectiveUS, Actor: c.Approver, Legs: c.Legs,
	})
}

// Query bounds a list; zero fields do not. Region is a prefix.
type Query struct {
	Region     string
	MerchantID int64
	Before     int64 // only smaller ids
	Limit      int
}

// List reads corrections, the newest first.
func List(tx *db.Tx, q Query) ([]Correction, error) { return list(tx, q) }

// Get reads one correction with its legs, or ErrUnknown.
func Get(tx *db.Tx, id int64) (Correction, error) {
	cs, err := selectByID(tx, id)
	if err == nil && len(cs) == 0 {
		err = ErrUnknown
	}
	if err != nil {
		return Correction{}, err
	}
	return cs[0], nil
}
