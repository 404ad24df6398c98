package trade

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/alloc"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/money"
)

// Claim asks those who were credited for goods with a proven fault to bear their
// part of the refund. The merchant has borne it so far; it is posted once the
// households were told by a visit or a call and had seven days to object.
type Claim struct {
	RefundID    int64
	OrderID     int64
	MerchantID  int64
	Book        int32
	Region      string    // the station's village
	Amount      money.Fen // refunded for goods
	Taken       money.Fen // what the rows bore of it, once posted
	State       ClaimState
	Finding     string // what was found, printed for the household
	Contact     Contact
	ContactDay  clock.Day
	ObjectUntil clock.Day // the last day to object
	Objection   string
	ObjectedUS  int64
	Decision    string
	DecidedUS   int64
	CreatedUS   int64
	CreatedBy   int64
}

// ClaimState is where a claim stands.
type ClaimState string

// The states: open → posted when nobody objects, open → objected → posted or
// dropped when somebody does; the district may drop it at any time before.
const (
	ClaimOpen     ClaimState = "open"
	ClaimObjected ClaimState = "objected"
	ClaimPosted   ClaimState = "posted"
	ClaimDropped  ClaimState = "dropped"
)

// Known reports whether s is one of the states.
func (s ClaimState) Known() bool {
	return slices.Contains([]ClaimState{ClaimOpen, ClaimObjected, ClaimPosted, ClaimDropped}, s)
}

// Contact is how a household was told.
type Contact string

// The ways.
const (
	ByVisit Contact = "visit"
	ByCall  Contact = "call"
)

// Known reports whether c is one of the ways.
func (c Contact) Known() bool { return c == ByVisit || c == ByCall }

// DaysToObject is how long a household may object before it bears anything.
const DaysToObject = 7

// Refusals.
var (
	ErrNoClaim    = fault.New(fault.NotFound, "claim.not_found", "没有找到这笔分担")
	ErrClaimState = fault.New(fault.Conflict, "claim.state", "这笔分担已经有结果了，请刷新后再看")
	ErrClaimAlone = fault.New(fault.Denied, "claim.same_person", "分担由另一位工作人员裁定，不能由提出的人自己裁定")
)

// openClaim holds the settlement of the lines until the days to object are over.
func openClaim(tx *db.Tx, o Order, r Refund, goods money.Fen, in RefundInput) error {
	until := tx.Today().Add(DaysToObject)
	for _, want := range in.Lines {
		if err := alloc.Postpone(tx, want.LineID, until.Add(1)); err != nil {
			return err
		}
	}
	return insertClaim(tx, Claim{
		RefundID: r.ID, OrderID: o.ID, MerchantID: o.MerchantID, Book: o.Book, Region: o.Region, Amount: goods, State: ClaimOpen,
		Finding: in.Finding, Contact: in.Contact, ContactDay: in.ContactDay, ObjectUntil: until,
		CreatedUS: tx.NowUS(), CreatedBy: r.CreatedBy,
	})
}

// PostClaims posts every claim that nobody objected to within the days, and
// reports how many; one that fails is reported and does not hold the others.
func PostClaims(ctx context.Context, d *db.DB) (posted int, err error) {
	for after := int64(0); ; {
		var due []Claim
		listing := d.View(ctx, func(tx *db.Tx) (err error) {
			due, err = claimsWhere(tx, `c.state = ? AND c.object_until_day < ? AND c.refund_id > ? ORDER BY c.refund_id LIMIT 100`,
				string(ClaimOpen), int(tx.Today()), after)
			return err
		})
		if listing != nil || len(due) == 0 {
			return posted, errors.Join(err, listing)
		}
		for _, c := range due {
			after = c.RefundID
			failed := d.Update(ctx, func(tx *db.Tx) error { return postClaim(tx, c, "到期无异议", 0) })
			if failed != nil {
				err = errors.Join(err, fmt.Errorf("trade: claim of refund %d: %w", c.RefundID, failed))
				continue
			}
			posted++
		}
	}
}

// postClaim moves the cost from the merchant to the rows, in proportion and to
// the fen (E6), and takes back what of it was settled already (E7, E8).
func postClaim(tx *db.Tx, c Claim, word string, by int64) error {
	if err := setDecided(tx, c.RefundID, c.State, ClaimPosted, word, by); err != nil {
		return err
	}
	lines, err := RefundLines(tx, []int64{c.RefundID})
	if err != nil {
		return err
	}
	o, err := OrderByID(tx, c.OrderID)
	if err != nil {
		return err
	}
	var from []alloc.Withdrawal
	taken := money.Fen(0)
	for _, l := range lines[c.RefundID] {
		if line, ok := o.line(l.LineID); !ok || line.Kind != Goods {
			continue
		}
		n, ws, err := alloc.Retract(tx, c.RefundID, l.LineID, l.Amount)
		if err != nil {
			return err
		}
		taken, from = taken+n, append(from, ws...)
	}
	if err := setTaken(tx, c.RefundID, taken); err != nil || taken == 0 {
		return err
	}
	borne, err := merchantAccount(tx, o, ledger.RefundBorne)
	if err != nil {
		return err
	}
	err = ledger.Enqueue(tx, ledger.Journal{
		Book: c.Book, Kind: ledger.E6Claim, Ref: c.RefundID, Order: c.OrderID, EffectiveUS: tx.NowUS(), Actor: by,
		Legs: append(alloc.WithdrawalLegs(from), ledger.Leg{Account: borne, Amount: -int64(taken)}),
	})
	if err != nil {
		return err
	}
	return sweep(tx, c, from)
}

// sweep brings the accrued accounts of households that were settled already back
// to where they were: from what is payable to them as far as it reaches, the
// rest to be recovered (1110). A payable balance never goes below zero.
func sweep(tx *db.Tx, c Claim, from []alloc.Withdrawal) error {
	for _, w := range from {
		if w.Swept == 0 {
			continue
		}
		owner := func(code ledger.Code) (ledger.AccountID, error) {
			return ledger.OpenAccount(tx, c.Book, code, ledger.OwnerHousehold, w.Row.Household, 0)
		}
		payable, err := owner(ledger.Payable)
		if err != nil {
			return err
		}
		recoverable, err := owner(ledger.Recoverable)
		if err != nil {
			return err
		}
		err = ledger.Enqueue(tx, ledger.Journal{
			Book: c.Book, Kind: ledger.E7Sweep, Ref: w.Row.ID, RefSeq: int64(w.RAfter), Order: c.OrderID, EffectiveUS: tx.NowUS(),
			Legs: []ledger.Leg{
				{Account: w.Row.Account, Amount: -int64(w.Swept), Row: w.Row.ID},
				{Account: payable, Amount: int64(w.Swept), Row: w.Row.ID, Balancing: true},
				{Account: recoverable, Row: w.Row.ID},
			},
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// ClaimByID reads one claim; ErrNoClaim.
func ClaimByID(tx *db.Tx, refundID int64) (Claim, error) {
	cs, err := claimsWhere(tx, `c.refund_id = ?`, refundID)
	if err != nil {
		return Claim{}, err
	}
	if len(cs) == 0 {
		return Claim{}, ErrNoClaim
	}
	return cs[0], nil
}

// Claims lists claims of a region, the newest first, before an id (0 = all); an
// empty state is every state.
func Claims(tx *db.Tx, region string, state ClaimState, before int64, limit int) ([]Claim, error) {
	return claimsWhere(tx, `c.region LIKE ? AND (? = '' OR c.state = ?) AND (? = 0 OR c.refund_id < ?) ORDER BY c.refund_id DESC LIMIT ?`,
		region+"%", string(state), string(state), before, before, limit)
}

// ClaimsOfStation lists claims on goods that a station sent, like Claims.
func ClaimsOfStation(tx *db.Tx, stationID, before int64, limit int) ([]Claim, error) {
	return claimsWhere(tx, `c.order_id IN (SELECT id FROM orders WHERE station_id = ?) AND (? = 0 OR c.refund_id < ?)
		ORDER BY c.refund_id DESC LIMIT ?`, stationID, before, before, limit)
}

// ShareOf is what a household bears of a claim, or would bear if it were posted
// now.
func (c Claim) ShareOf(tx *db.Tx, household int64) (money.Fen, error) {
	if c.State == ClaimPosted {
		return alloc.TakenFrom(tx, c.RefundID, household)
	}
	lines, err := RefundLines(tx, []int64{c.RefundID})
	sum := money.Fen(0)
	for _, l := range lines[c.RefundID] {
		part, err := alloc.WouldTake(tx, l.LineID, l.Amount, household)
		if err != nil {
			return 0, err
		}
		sum += part
	}
	return sum, err
}

// ClaimsOfOrders reads the claims on orders.
func ClaimsOfOrders(tx *db.Tx, orderIDs []int64) ([]Claim, error) {
	if len(orderIDs) == 0 {
		return nil, nil
	}
	return claimsWhere(tx, `c.order_id IN ? ORDER BY c.refund_id DESC`, orderIDs)
}

// Object records that a household does not accept a claim. The caller has
// checked that the claim is on its goods. Refusals: a bad text, ErrClaimState.
func Object(tx *db.Tx, by actor.Actor, refundID int64, text string) error {
	text = strings.TrimSpace(text)
	if n := utf8.RuneCountInString(text); n < 2 || n > 200 {
		return fault.New(fault.Invalid, "claim.objection", "请写明不同意的理由，2 到 200 个字").
			Field("objection", "length", "请写明不同意的理由，2 到 200 个字")
	}
	if err := setObjected(tx, refundID, text, by.UserID); err != nil {
		return err
	}
	return audit.Add(tx, by, "claim.object", "refund", refundID, text)
}

// Decide ends a claim: upheld after an objection, or dropped, which leaves the
// cost with the merchant. Whoever made the claim cannot uphold it. Refusals: a
// bad note, ErrNoClaim, ErrClaimState, ErrClaimAlone.
func Decide(tx *db.Tx, by actor.Actor, refundID int64, uphold bool, note string) error {
	note = strings.TrimSpace(note)
	if n := utf8.RuneCountInString(note); n < 2 || n > 200 {
		return fault.New(fault.Invalid, "claim.note", "请写明裁定的理由，2 到 200 个字，农户会看到").
			Field("note", "length", "请写明裁定的理由，2 到 200 个字，农户会看到")
	}
	c, err := ClaimByID(tx, refundID)
	if err != nil {
		return err
	}
	if !strings.HasPrefix(c.Region, by.Region) {
		return ErrNoClaim
	}
	switch {
	case uphold && c.State != ClaimObjected, !uphold && c.State != ClaimObjected && c.State != ClaimOpen:
		return ErrClaimState
	case uphold && c.CreatedBy == by.UserID:
		return ErrClaimAlone
	case uphold:
		err = postClaim(tx, c, note, by.UserID)
	default:
		err = setDecided(tx, refundID, c.State, ClaimDropped, note, by.UserID)
	}
	if err != nil {
		return err
	}
	verb := "claim.drop"
	if uphold {
		verb = "claim.uphold"
	}
	return audit.Add(tx, by, verb, "refund", refundID, fmt.Sprintf("%s 元：%s", c.Amount, note))
}
