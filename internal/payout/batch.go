package payout

import (
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/vault"
)

// State is how far a batch is.
type State string

// The states of a batch (decisions 23), and one for a draft given up.
const (
	Draft     State = "draft"
	Checked   State = "checked"
	Approved  State = "approved" // the ledger is asked for the locks
	Exported  State = "exported" // the file is built
	Imported  State = "result_imported"
	Closed    State = "closed" // every line has its outcome; a return may still come
	Cancelled State = "cancelled"
)

// LineState is what became of one payee's sum.
type LineState string

// The states of a line.
const (
	Planned  LineState = "planned"  // before approval
	Locking  LineState = "locking"  // approved, the ledger has not answered
	Locked   LineState = "locked"   // on its way
	Unknown  LineState = "unknown"  // the bank does not know yet
	Paid     LineState = "paid"     // arrived
	Failed   LineState = "failed"   // refused by the bank, owed again
	Returned LineState = "returned" // came back later, owed again
	Dropped  LineState = "dropped"  // never left: given up, or the money was gone when asked
)

// Origin says why a batch was drafted.
type Origin string

// The origins.
const (
	ByStaff   Origin = "staff"
	ByWeek    Origin = "weekly"    // by the calendar
	ByRequest Origin = "household" // a household asked at its station
)

// KindHousehold is the payee kind of households; the column is there for the
// others of decisions 23.
const KindHousehold = "household"

// Step is who did something to a batch and when; the zero Step was not taken.
type Step struct {
	ByID int64 // 0 = the calendar
	AtUS int64
}

// Batch is one file's worth of payments of one book.
type Batch struct {
	ID         int64
	No         string
	Book       int32
	MerchantID int64
	Region     string
	Origin     Origin
	Layout     string
	State      State
	Lines      int       // that were not dropped
	Total      money.Fen // of the same
	Made       Step
	Checked    Step
	Approved   Step
	Exported   Step
	ImportedUS int64
	ClosedUS   int64
	Cancelled  Step
}

// Line is one payee's sum in a batch.
type Line struct {
	ID         int64
	BatchID    int64
	Seq        int // in the bank's file
	Book       int32
	PayeeKind  string
	PayeeID    int64
	AccountID  int64 // household_payee
	BankName   string
	Tail       string
	Amount     money.Fen
	State      LineState
	Reason     string
	BankTxn    string
	PaidUS     int64
	ReturnedUS int64
}

// Rules are what a district configures.
type Rules struct {
	AloneUpTo money.Fen // a batch up to this sum may be approved by its checker
	Weekday   int       // of the weekly draft, 1 = Monday … 7 = Sunday
	Before    []int     // days yyyymmdd on which a draft is made besides: before 春节
	Layouts   []Layout
}

// DefaultRules is the configuration without a file.
var DefaultRules = Rules{AloneUpTo: 5_000_000, Weekday: 4, Layouts: DefaultLayouts}

// Teller drafts, checks and files payouts.
type Teller struct {
	register *household.Register
	vault    *vault.Vault
	rules    Rules
}

// NewTeller returns a teller.
func NewTeller(r *household.Register, v *vault.Vault, rules Rules) *Teller {
	return &Teller{register: r, vault: v, rules: rules}
}

// Rules are the rules it works by.
func (t *Teller) Rules() Rules { return t.rules }

// Refusals.
var (
	ErrUnknown     = fault.New(fault.NotFound, "payout.unknown", "没有这个打款批次，请刷新页面")
	ErrState       = fault.New(fault.Conflict, "payout.state", "这个批次已经不在这一步，请刷新页面")
	ErrSamePerson  = fault.New(fault.Denied, "payout.same_person", "制单人不能复核或审批自己的批次，请另一位同事来办")
	ErrThirdPerson = fault.New(fault.Denied, "payout.third_person", "这个批次要由制单人、复核人以外的第三个人审批")
	ErrNobody      = fault.New(fault.Conflict, "payout.nobody", "现在没有可以打款的农户：没有待发货款，或收款账户还不能用")
	ErrWaiting     = fault.New(fault.Conflict, "payout.waiting", "有农户还在另一个没走完的批次里，请先办完或作废那个批次")
	ErrLocking     = fault.New(fault.Conflict, "payout.locking", "账务还在锁定这批货款，请过几秒再导出")
	ErrNoFile      = fault.New(fault.NotFound, "payout.no_file", "这个批次还没有导出文件")
	ErrLayout      = fault.New(fault.Invalid, "payout.layout", "请选择银行文件的格式")
)
