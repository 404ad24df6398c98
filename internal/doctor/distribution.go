package doctor

import (
	"github.com/yigou/yigou/internal/alloc"
	"github.com/yigou/yigou/internal/distribution"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/money"
)

// checkDistributions is I18: the reserve is within its policy, reserve and parts
// are recomputed from the frozen register and add up, a book has one distribution
// a year, nobody approved their own, and the entries give each household exactly
// its part.
func (e *examination) checkDistributions() error {
	f := e.found["I18"]
	var ids []int64
	err := e.each(`SELECT id FROM distribution WHERE state <> 'withdrawn' ORDER BY id`, nil, func(r row) error {
		var id int64
		err := r.Scan(&id)
		ids = append(ids, id)
		return err
	})
	if err != nil {
		return err
	}
	sum, taken := money.Fen(0), map[[2]int64]int64{}
	for _, id := range ids {
		d, err := distribution.Get(e.tx, id)
		if err != nil {
			return err
		}
		if k := [2]int64{int64(d.Book), int64(d.Year)}; taken[k] != 0 {
			f.fail("分配 %d 与 %d 是同一年度的", id, taken[k])
		} else {
			taken[k] = id
		}
		if err := e.checkDistribution(d); err != nil {
			return err
		}
		sum += d.Terms.Distributable
	}
	f.count("%d 份分配方案 %s 元", len(ids), sum)
	return nil
}

func (e *examination) checkDistribution(d distribution.Distribution) error {
	f := e.found["I18"]
	policy, known := distribution.PolicyByNo(d.Policy)
	allowed := known && policy.Regime == d.Terms.Regime && d.Terms.Check(policy) == nil
	switch {
	case !allowed:
		f.fail("分配 %d 的提取或返还比例不在规定内", d.ID)
		return nil // nothing can be computed from such terms
	case d.Reserve != d.Terms.Reserve() || d.Patronage != d.Terms.Patronage():
		f.fail("分配 %d 的公积公益金或返还额算不出", d.ID)
	}
	decided := d.State == distribution.Approved || d.State == distribution.Posted
	if decided && (d.Approver == 0 || d.Approver == d.Author || !policy.Passes(d.Vote) || d.ApprovedUS < d.NoticeUntil.Add(1).Start()) {
		f.fail("分配 %d 的公示、表决或批准不合规定", d.ID)
	}
	parts, err := distribution.Parts(e.tx, d.ID)
	if err != nil {
		return err
	}
	again, err := distribution.Cut(d.Terms, d.Book, d.Year, parts)
	if distribution.RegisterHash(parts) != d.RegisterHash || err != nil || !same(parts, again) {
		f.fail("分配 %d 的份额册或各户金额与冻结时不同", d.ID)
	}
	if err := e.checkVolumes(d, parts); err != nil || d.State != distribution.Posted {
		return err
	}
	return e.checkDistributed(d, parts)
}

// checkVolumes compares the frozen volumes with what the book settled.
func (e *examination) checkVolumes(d distribution.Distribution, parts []distribution.Part) error {
	if d.Terms.Regime != distribution.ByPatronage {
		return nil
	}
	settled, err := alloc.SettledIn(e.tx, d.Book, d.From, d.To)
	if err != nil {
		return err
	}
	for _, p := range parts {
		if settled[p.Household] != p.Volume {
			e.found["I18"].fail("分配 %d 里农户 %d 的交易额是 %s，账上结算 %s", d.ID, p.Household, p.Volume, settled[p.Household])
		}
		delete(settled, p.Household)
	}
	if len(settled) > 0 {
		e.found["I18"].fail("分配 %d 漏了 %d 户的交易额", d.ID, len(settled))
	}
	return nil
}

func same(a, b []distribution.Part) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// checkDistributed compares a posted distribution with its entries; that there is
// a journal or a waiting intent is I8's part.
func (e *examination) checkDistributed(d distribution.Distribution, parts []distribution.Part) error {
	want := map[ledger.AccountID]int64{}
	add := func(code ledger.Code, owner ledger.OwnerKind, id int64, amount money.Fen) {
		if amount != 0 {
			want[e.byKey[ledger.AccountKey{Book: d.Book, Code: code, Owner: owner, OwnerID: id}]] += int64(amount)
		}
	}
	add(ledger.CollectiveDue, ledger.OwnerCollective, d.MerchantID, d.Terms.Distributable)
	add(ledger.VillageReserve, ledger.OwnerCollective, d.MerchantID, -d.Reserve)
	for _, p := range parts {
		add(ledger.Payable, ledger.OwnerHousehold, p.Household, -p.Amount())
	}
	posted := false
	err := e.each(`SELECT e.account_id, e.amount FROM ledger_journal j JOIN ledger_entry e ON e.journal_id = j.id
		WHERE j.book = ? AND j.kind = ? AND j.ref = ? AND j.ref_seq = ?`,
		[]any{d.Book, ledger.E12Distribute, d.MerchantID, d.Year}, func(r row) error {
			var id ledger.AccountID
			var amount int64
			err := r.Scan(&id, &amount)
			want[id] -= amount
			posted = true
			return err
		})
	if err != nil || !posted {
		return err
	}
	for id, rest := range want {
		if rest != 0 {
			e.found["I18"].fail("分配 %d 的账户 %d 与方案相差 %d 分", d.ID, id, rest)
		}
	}
	return nil
}
