package recovery

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/money"
)

// Way is how an open sum ends.
type Way string

// The ways.
const (
	GivenBack Way = "given_back" // the household transferred it to the supervised account
	LetOff    Way = "let_off"    // it is written off: from the risk fund where that covers it, else the merchant's loss
)

// Known reports whether w is one of the ways.
func (w Way) Known() bool { return w == GivenBack || w == LetOff }

// Word is what people call a way.
func (w Way) Word() string {
	return map[Way]string{GivenBack: "农户已退还", LetOff: "免于退还"}[w]
}

// State is how far a request has come.
type State string

// The states.
const (
	Asked    State = "asked"
	Approved State = "approved" // its journal is promised
	Refused  State = "refused"
)

// Word is what people call a state.
func (s State) Word() string {
	return map[State]string{Asked: "待批准", Approved: "已批准入账", Refused: "已退回"}[s]
}

// Recovery is one household's sum and how it ends.
type Recovery struct {
	ID          int64
	Book        int32
	MerchantID  int64
	Region      string
	HouseholdID int64
	Way         Way
	Amount      money.Fen
	State       State
	Reason      string
	Note        string // the approver's words
	Author      int64
	Approver    int64
	CreatedUS   int64
	DecidedUS   int64
}

// Refusals.
var (
	ErrUnknown = fault.New(fault.NotFound, "recovery.unknown", "没有这条记录，或不在你负责的范围内")
	ErrNothing = fault.New(fault.Invalid, "recovery.nothing", "这一户在本主体的账上没有待退还的货款")
	ErrMore    = fault.New(fault.Invalid, "recovery.more", "金额不能超过这一户待退还的货款")
	ErrTwice   = fault.New(fault.Conflict, "recovery.twice", "这一户已经有一条等着批准，请先等结果")
	ErrState   = fault.New(fault.Conflict, "recovery.state", "这条记录已经有人处理，请刷新后再看")
	ErrPerson  = fault.New(fault.Denied, "recovery.person", "登记的人不能自己批准，请换一位同事")
)

var chinese = regexp.MustCompile(`\p{Han}`)

// Input is what the merchant's staff asks for.
type Input struct {
	Book      ledger.Book
	Region    string // the merchant's, whose district decides
	Household int64
	Way       Way
	Amount    money.Fen
	Reason    string // 4…200 characters: the bank's slip, or why it is let off
}

// Open is what households have to give back in a book.
func Open(tx *db.Tx, book int32) (map[int64]money.Fen, error) {
	balances, err := ledger.BalancesOfBook(tx, book, ledger.Recoverable)
	open := map[int64]money.Fen{}
	for _, b := range balances {
		if b.Amount() > 0 {
			open[b.Key.OwnerID] = money.Fen(b.Amount())
		}
	}
	return open, err
}

// Ask records a request for the district to decide. Refusals: ErrNothing,
// ErrMore, ErrTwice, fault.ErrInvalid by field.
func Ask(tx *db.Tx, by actor.Actor, in Input) (Recovery, error) {
	in.Reason = strings.TrimSpace(in.Reason)
	var c fault.Checker
	size := utf8.RuneCountInString(in.Reason)
	c.Check(in.Way.Known(), "way", "unknown", "请选择已退还还是免于退还")
	c.Check(in.Amount > 0, "amount_fen", "range", "请填大于 0 的金额")
	c.Check(size >= 4 && size <= 200 && chinese.MatchString(in.Reason), "reason", "length", "请用中文写明情况，4 到 200 个字")
	if err := c.Err(); err != nil {
		return Recovery{}, err
	}
	if err := covered(tx, in.Book.ID, in.Household, in.Amount); err != nil {
		return Recovery{}, err
	}
	r := Recovery{
		ID: tx.NewID(), Book: in.Book.ID, MerchantID: in.Book.OwnerID, Region: in.Region, HouseholdID: in.Household, Way: in.Way,
		Amount: in.Amount, State: Asked, Reason: in.Reason, Author: by.UserID, CreatedUS: tx.NowUS(),
	}
	if err := insert(tx, r); db.IsDuplicate(err) {
		return Recovery{}, ErrTwice
	} else if err != nil {
		return Recovery{}, err
	}
	return r, audit.Add(tx, by, "recovery.ask", "household", r.HouseholdID, r.Way.Word()+" "+r.Amount.Yuan()+"："+r.Reason)
}

// covered refuses a sum that does not stand open.
func covered(tx *db.Tx, book int32, household int64, amount money.Fen) error {
	open, err := Open(tx, book)
	switch {
	case err != nil:
		return err
	case open[household] == 0:
		return ErrNothing.Field("household_id", "nothing", ErrNothing.Detail)
	case open[household] < amount:
		return ErrMore.Field("amount_fen", "more", "最多 "+open[household].Yuan())
	}
	return nil
}

// Decide approves a request, which promises its journal, or turns it down.
// Refusals: ErrUnknown, ErrPerson, ErrState, ErrMore; a refusal needs a note.
func Decide(tx *db.Tx, by actor.Actor, id int64, approve bool, note string) (Recovery, error) {
	r, err := get(tx, id)
	if err != nil {
		return Recovery{}, err
	}
	note = strings.TrimSpace(note)
	switch {
	case by.Region == "" || !strings.HasPrefix(r.Region, by.Region):
		return Recovery{}, ErrUnknown
	case r.Author == by.UserID:
		return Recovery{}, ErrPerson
	case utf8.RuneCountInString(note) > 200 || (!approve && note == ""):
		return Recovery{}, fault.ErrInvalid.Field("note", "length", "退回要写明原因，最多 200 个字")
	}
	r.State, r.Note, r.Approver, r.DecidedUS = Refused, note, by.UserID, tx.NowUS()
	if approve {
		r.State = Approved
	}
	moved, err := decide(tx, r)
	if err != nil {
		return Recovery{}, err
	}
	if !moved {
		return Recovery{}, ErrState
	}
	if approve {
		if err := post(tx, r); err != nil {
			return Recovery{}, err
		}
	}
	return r, audit.Add(tx, by, "recovery."+string(r.State), "household", r.HouseholdID, note)
}

// post promises E8's end: what the household owes is gone, and the money is in
// custody, or it is the risk fund's or the merchant's loss.
func post(tx *db.Tx, r Recovery) error {
	if err := covered(tx, r.Book, r.HouseholdID, r.Amount); err != nil {
		return err
	}
	owed, err := ledger.Account(tx, r.Book, ledger.Recoverable, ledger.OwnerHousehold, r.HouseholdID, 0)
	if err != nil {
		return err
	}
	kind, code := ledger.E8Recover, ledger.Custody
	if r.Way == LetOff {
		kind = ledger.E8WriteOff
		if code, err = bearer(tx, r); err != nil {
			return err
		}
	}
	into, err := ledger.Account(tx, r.Book, code, ledger.OwnerMerchant, r.MerchantID, 0)
	if err != nil {
		return err
	}
	return ledger.Enqueue(tx, ledger.Journal{
		Book: r.Book, Kind: kind, Ref: r.ID, EffectiveUS: tx.NowUS(), Actor: r.Approver,
		Legs: []ledger.Leg{{Account: into, Amount: int64(r.Amount)}, {Account: owed, Amount: -int64(r.Amount)}},
	})
}

// bearer is the account a loss goes to: the risk fund while it covers it.
func bearer(tx *db.Tx, r Recovery) (ledger.Code, error) {
	fund, err := ledger.Account(tx, r.Book, ledger.RiskFund, ledger.OwnerMerchant, r.MerchantID, 0)
	if err != nil {
		return 0, err
	}
	b, err := ledger.BalanceOf(tx, fund)
	if err != nil || b.Amount() >= int64(r.Amount) {
		return ledger.RiskFund, err
	}
	return ledger.BadDebt, nil
}

// Query bounds a list; zero fields do not. Region is a prefix.
type Query struct {
	Region     string
	MerchantID int64
	Before     int64 // only smaller ids
	Limit      int
}

// List reads requests, the newest first.
func List(tx *db.Tx, q Query) ([]Recovery, error) { return list(tx, q) }

// AskedFor names the households of a book about which a request is open.
func AskedFor(tx *db.Tx, book int32) (map[int64]bool, error) {
	ids, err := selectAsked(tx, book)
	asked := make(map[int64]bool, len(ids))
	for _, id := range ids {
		asked[id] = true
	}
	return asked, err
}
