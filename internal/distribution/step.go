package distribution

import (
	"fmt"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/money"
)

// Mine is a distribution of the caller's merchant, else ErrUnknown.
func Mine(tx *db.Tx, by actor.Actor, id int64) (Distribution, error) {
	d, err := Get(tx, id)
	if err == nil && (by.OrgID == 0 || d.MerchantID != by.OrgID) {
		return Distribution{}, ErrUnknown
	}
	return d, err
}

// Under is a distribution of the caller's region, else ErrUnknown.
func Under(tx *db.Tx, by actor.Actor, id int64) (Distribution, error) {
	d, err := Get(tx, id)
	if err == nil && !within(d.Region, by.Region) {
		return Distribution{}, ErrUnknown
	}
	return d, err
}

// Notice puts a draft before the members: from tomorrow on for the policy's full
// days. Refusals: ErrUnknown, ErrParty without the party's minutes, ErrState.
func Notice(tx *db.Tx, by actor.Actor, id int64) (Distribution, error) {
	d, err := Mine(tx, by, id)
	if err != nil {
		return d, err
	}
	if err := needPaper(tx, id, PartyMeeting, ErrParty); err != nil {
		return d, err
	}
	policy, _ := PolicyByNo(d.Policy)
	d.State, d.NoticedUS, d.NoticeUntil = Noticed, tx.NowUS(), tx.Today().Add(policy.NoticeDays)
	return d, d.move(tx, by, Draft, "distribution.notice")
}

// RecordVote writes down how the members' meeting voted; the latest holds.
// Refusals: ErrUnknown, fault.ErrInvalid by field, ErrMinutes, ErrState.
func RecordVote(tx *db.Tx, by actor.Actor, id int64, v Vote) (Distribution, error) {
	d, err := Mine(tx, by, id)
	if err != nil {
		return d, err
	}
	var c fault.Checker
	c.Check(v.Members > 0 && v.Members <= 100_000, "members", "range", "请填写成员总数")
	c.Check(v.Present >= 0 && v.Present <= v.Members, "present", "range", "到会人数不能多于成员总数")
	c.Check(v.InFavour >= 0 && v.InFavour <= v.Present, "in_favour", "range", "同意人数不能多于到会人数")
	if err := c.Err(); err != nil {
		return d, err
	}
	if err := needPaper(tx, id, MembersMeeting, ErrMinutes); err != nil {
		return d, err
	}
	d.Vote = v
	return d, d.move(tx, by, Noticed, "distribution.vote")
}

// Approve releases a plan for posting. Refusals: ErrUnknown, ErrPerson for its
// author, ErrNotice before the notice is over, ErrVote, ErrState.
func Approve(tx *db.Tx, by actor.Actor, id int64) (Distribution, error) {
	d, err := Under(tx, by, id)
	if err != nil {
		return d, err
	}
	policy, _ := PolicyByNo(d.Policy)
	switch {
	case d.Author == by.UserID:
		return d, ErrPerson
	case d.State != Noticed:
		return d, ErrState
	case tx.Today() <= d.NoticeUntil:
		return d, ErrNotice
	case !policy.Passes(d.Vote):
		return d, ErrVote
	}
	d.State, d.Approver, d.ApprovedUS = Approved, by.UserID, tx.NowUS()
	return d, d.move(tx, by, Noticed, "distribution.approve")
}

// Post promises the journal. The caller names the sum it confirms. Refusals:
// ErrUnknown, ErrSum, ErrSurplus when the book no longer holds it, ErrState.
func Post(tx *db.Tx, by actor.Actor, id int64, confirmed money.Fen) (Distribution, error) {
	d, err := Mine(tx, by, id)
	if err != nil {
		return d, err
	}
	if confirmed != d.Terms.Distributable {
		return d, ErrSum
	}
	if surplus, err := Surplus(tx, d.Book, d.MerchantID); err != nil || surplus < confirmed {
		return d, orElse(err, ErrSurplus)
	}
	d.State, d.Poster, d.PostedUS = Posted, by.UserID, tx.NowUS()
	if err := d.move(tx, by, Approved, "distribution.post"); err != nil {
		return d, err
	}
	j, err := d.journal(tx)
	if err != nil {
		return d, err
	}
	return d, ledger.Enqueue(tx, j)
}

// Withdraw ends a plan that is not posted; its year is free again. Refusals:
// ErrUnknown, ErrState.
func Withdraw(tx *db.Tx, by actor.Actor, id int64) (Distribution, error) {
	d, err := Mine(tx, by, id)
	if err != nil {
		return d, err
	}
	from := d.State
	if from == Posted || from == Withdrawn {
		return d, ErrState
	}
	d.State, d.WithdrawnUS = Withdrawn, tx.NowUS()
	return d, d.move(tx, by, from, "distribution.withdraw")
}

func (d Distribution) move(tx *db.Tx, by actor.Actor, from State, verb string) error {
	moved, err := update(tx, d, from)
	if err != nil {
		return fmt.Errorf("distribution: %s: %w", verb, err)
	}
	if !moved {
		return ErrState
	}
	return audit.Add(tx, by, verb, "distribution", d.ID, fmt.Sprintf("%d 年 %s 元", d.Year, d.Terms.Distributable))
}

// keys are the accounts of the journal: surplus, reserve, then each part's.
func (d Distribution) keys(parts []Part) []ledger.AccountKey {
	keys := []ledger.AccountKey{
		{Book: d.Book, Code: ledger.CollectiveDue, Owner: ledger.OwnerCollective, OwnerID: d.MerchantID},
		{Book: d.Book, Code: ledger.VillageReserve, Owner: ledger.OwnerCollective, OwnerID: d.MerchantID},
	}
	for _, p := range parts {
		keys = append(keys, ledger.AccountKey{Book: d.Book, Code: ledger.Payable, Owner: ledger.OwnerHousehold, OwnerID: p.Household})
	}
	return keys
}

// journal is E12. A part goes to what is due at once (2011): a dividend has no
// after-sale window to wait for (ADR 0016).
func (d Distribution) journal(tx *db.Tx) (ledger.Journal, error) {
	parts, err := Parts(tx, d.ID)
	if err != nil {
		return ledger.Journal{}, err
	}
	ids, err := ledger.Accounts(tx, d.keys(parts)...)
	if err != nil {
		return ledger.Journal{}, err
	}
	j := ledger.Journal{
		Book: d.Book, Kind: ledger.E12Distribute, Ref: d.MerchantID, RefSeq: int64(d.Year), EffectiveUS: tx.NowUS(), Actor: d.Poster,
		Legs: []ledger.Leg{{Account: ids[0], Amount: int64(d.Terms.Distributable)}},
	}
	give := func(account ledger.AccountID, amount money.Fen) {
		if amount > 0 {
			j.Legs = append(j.Legs, ledger.Leg{Account: account, Amount: -int64(amount)})
		}
	}
	give(ids[1], d.Reserve)
	for i, p := range parts {
		give(ids[i+2], p.Amount())
	}
	return j, nil
}
