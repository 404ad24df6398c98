package distribution

import (
	"crypto/sha256"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/money"
)

// State is how far a distribution has come.
type State string

// The states.
const (
	Draft     State = "draft"
	Noticed   State = "noticed"
	Approved  State = "approved"
	Posted    State = "posted" // its journal is promised
	Withdrawn State = "withdrawn"
)

// Word is what people call a state.
func (s State) Word() string {
	return map[State]string{Draft: "草稿", Noticed: "公示中", Approved: "已批准", Posted: "已入账", Withdrawn: "已撤回"}[s]
}

// Vote is the members' meeting's: one person, one vote.
type Vote struct {
	Members, Present, InFavour int
}

// Distribution is one book's of one year.
type Distribution struct {
	ID           int64
	Book         int32
	MerchantID   int64
	Region       string
	Year         int
	Policy       int
	State        State
	RecordDay    clock.Day
	From, To     clock.Day // period of the volumes; 0 under ByShares
	Terms        Terms
	Reserve      money.Fen
	Patronage    money.Fen
	RegisterHash [sha256.Size]byte
	NoticeUntil  clock.Day // last day of the notice; 0 before it
	Vote         Vote
	Note         string
	Author       int64
	Approver     int64
	Poster       int64
	CreatedUS    int64
	NoticedUS    int64
	ApprovedUS   int64
	PostedUS     int64
	WithdrawnUS  int64
}

// Payable is what the households get together.
func (d Distribution) Payable() money.Fen { return d.Terms.Distributable - d.Reserve }

// Refusals.
var (
	ErrUnknown = fault.New(fault.NotFound, "distribution.unknown", "没有这份分配方案，或不在你负责的范围内")
	ErrState   = fault.New(fault.Conflict, "distribution.state", "这份分配方案的状态已经变化，请刷新后再看")
	ErrYear    = fault.New(fault.Conflict, "distribution.year", "这一年已经有分配方案，要重做请先撤回原方案")
	ErrSurplus = fault.New(fault.Conflict, "distribution.surplus", "账上可分配的收益不够这个金额")
	ErrPerson  = fault.New(fault.Denied, "distribution.person", "拟方案的人不能自己批准，请换一位同事")
	ErrParty   = fault.New(fault.Conflict, "distribution.party", "请先上传村党组织研究的会议记录")
	ErrMinutes = fault.New(fault.Conflict, "distribution.minutes", "请先上传成员大会的会议记录")
	ErrNotice  = fault.New(fault.Conflict, "distribution.notice", "公示期还没有满，不能批准")
	ErrVote    = fault.New(fault.Conflict, "distribution.vote", "成员大会的表决没有达到规定人数，不能批准")
	ErrSum     = fault.New(fault.Conflict, "distribution.sum", "确认的金额与方案不同，请核对后再入账")
	ErrMany    = fault.New(fault.Invalid, "distribution.many", "一份方案最多分给 4998 户")
)

// Query bounds a list; zero fields do not. Region is a prefix.
type Query struct {
	Region     string
	MerchantID int64
	Before     int64 // only smaller ids
	Limit      int
}

// List reads distributions, the newest first.
func List(tx *db.Tx, q Query) ([]Distribution, error) { return list(tx, q) }

// Get reads one distribution, or ErrUnknown.
func Get(tx *db.Tx, id int64) (Distribution, error) { return selectOne(tx, id) }

// Parts reads the frozen parts in their canonical order.
func Parts(tx *db.Tx, id int64) ([]Part, error) { return selectParts(tx, id) }

// Credit is a household's part of a posted distribution: a line of its passbook.
type Credit struct {
	Distribution Distribution
	Part         Part
}

// CreditsOf lists what a household got, the newest first.
func CreditsOf(tx *db.Tx, household int64, limit int) ([]Credit, error) {
	return selectCredits(tx, household, limit)
}
