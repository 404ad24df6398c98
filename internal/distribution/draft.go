package distribution

import (
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
	"github.com/yigou/yigou/internal/supplier"
)

// maxParts leaves a journal's other two legs: surplus and reserve.
const maxParts = ledger.MaxLegs - 2

// Input is a plan for one year. The regime follows from what the merchant is.
type Input struct {
	MerchantID    int64
	Year          int
	RecordDay     clock.Day
	From, To      clock.Day // period of the volumes; only a co-op's
	Distributable money.Fen
	ReserveBP     int64
	VolumeBP      int64 // only a co-op's
	Note          string
}

// RegimeOf is the regime a kind of merchant distributes under; "" = it has none.
func RegimeOf(k supplier.Kind) Regime {
	return map[supplier.Kind]Regime{supplier.Collective: ByShares, supplier.Coop: ByPatronage}[k]
}

// ErrRegime says that a company has owners, not members.
var ErrRegime = fault.New(fault.Conflict, "distribution.regime", "只有村集体和合作社做收益分配")

// Preview computes a plan without keeping it. Refusals as Make's, but for
// ErrYear.
func Preview(tx *db.Tx, in Input) (Distribution, []Part, error) {
	m, err := merchantOf(tx, in.MerchantID)
	if err != nil {
		return Distribution{}, nil, err
	}
	d := Distribution{
		MerchantID: m.ID, Region: m.Region, Year: in.Year, State: Draft, RecordDay: in.RecordDay, From: in.From, To: in.To,
		Terms: Terms{RegimeOf(m.Kind), in.Distributable, in.ReserveBP, in.VolumeBP}, Note: strings.TrimSpace(in.Note),
	}
	policy, ok := PolicyOn(d.Terms.Regime, tx.Today())
	if !ok {
		return d, nil, ErrRegime
	}
	if err := d.check(tx); err != nil {
		return d, nil, err
	}
	if err := d.Terms.Check(policy); err != nil {
		return d, nil, err
	}
	book, err := ledger.BookOf(tx, ledger.OwnerMerchant, m.ID)
	if err != nil {
		return d, nil, err
	}
	d.Book, d.Policy, d.Reserve, d.Patronage = book.ID, policy.No, d.Terms.Reserve(), d.Terms.Patronage()
	if surplus, err := Surplus(tx, book.ID, m.ID); err != nil || surplus < in.Distributable {
		return d, nil, orElse(err, ErrSurplus)
	}
	members, err := d.members(tx)
	if err != nil {
		return d, nil, err
	}
	parts, err := Cut(d.Terms, d.Book, d.Year, members)
	if err == nil && len(parts) > maxParts {
		err = ErrMany
	}
	d.RegisterHash = RegisterHash(parts)
	return d, parts, err
}

func (d Distribution) check(tx *db.Tx) error {
	var c fault.Checker
	today, coop := tx.Today(), d.Terms.Regime == ByPatronage
	c.Check(d.Year >= 2000 && d.Year <= int(today)/10_000, "year", "range", "请填写已经到来的年度")
	c.Check(d.RecordDay > 0 && d.RecordDay <= today, "record_day", "range", "登记日不能晚于今天")
	c.Check(d.Terms.Distributable > 0 && d.Terms.Distributable <= money.MaxFen, "distributable_fen", "range", "请填写可分配收益")
	c.Check(coop == (d.From != 0) && coop == (d.To != 0), "from_day", "regime", "合作社要填写交易期间，村集体不填")
	c.Check(d.From <= d.To && d.To < today, "to_day", "range", "交易期间要在今天以前结束，起止日期不能颠倒") // a day that is over is settled for good
	c.Check(utf8.RuneCountInString(d.Note) <= 200, "note", "length", "说明最多 200 个字")
	return c.Err()
}

// members are the holders of the record day and, in a co-op, whoever sold through
// it in the period.
func (d Distribution) members(tx *db.Tx) ([]Part, error) {
	holdings, err := RegisterOn(tx, d.MerchantID, d.RecordDay)
	if err != nil {
		return nil, err
	}
	at, parts := map[int64]int{}, make([]Part, 0, len(holdings))
	for _, h := range holdings {
		at[h.Household] = len(parts)
		parts = append(parts, Part{Household: h.Household, Units: h.Units})
	}
	if d.Terms.Regime != ByPatronage {
		return parts, nil
	}
	volumes, err := alloc.SettledIn(tx, d.Book, d.From, d.To)
	if err != nil {
		return nil, err
	}
	for id, volume := range volumes {
		if i, ok := at[id]; ok {
			parts[i].Volume = volume
			continue
		}
		parts = append(parts, Part{Household: id, Volume: volume})
	}
	return parts, nil
}

// Make keeps a plan as a draft and opens the accounts its posting needs. Refusals:
// fault.ErrInvalid by field, ErrReserve, ErrVolume, ErrRegime, ErrSurplus,
// ErrNoShares, ErrNoSales, ErrMany, ErrYear.
func Make(tx *db.Tx, by actor.Actor, in Input) (Distribution, error) {
	d, parts, err := Preview(tx, in)
	if err != nil {
		return d, err
	}
	d.ID, d.Author, d.CreatedUS = tx.NewID(), by.UserID, tx.NowUS()
	if _, err := ledger.OpenAccounts(tx, d.keys(parts)...); err != nil {
		return d, err
	}
	if err := insert(tx, d); db.IsDuplicate(err) {
		return d, ErrYear
	} else if err != nil {
		return d, fmt.Errorf("distribution: make: %w", err)
	}
	if err := insertParts(tx, d.ID, parts); err != nil {
		return d, fmt.Errorf("distribution: parts: %w", err)
	}
	return d, audit.Add(tx, by, "distribution.draft", "distribution", d.ID, fmt.Sprintf("%d 年 %s 元", d.Year, d.Terms.Distributable))
}

// Surplus is what a book holds for its own collective and may share out.
func Surplus(tx *db.Tx, book int32, merchantID int64) (money.Fen, error) {
	bs, err := ledger.BalancesOfOwners(tx, ledger.OwnerCollective, []int64{merchantID}, ledger.CollectiveDue)
	i := slices.IndexFunc(bs, func(b ledger.Balance) bool { return b.Key.Book == book })
	if err != nil || i < 0 {
		return 0, err
	}
	return money.Fen(bs[i].Amount()), nil
}

func merchantOf(tx *db.Tx, id int64) (supplier.Supplier, error) {
	ms, err := supplier.ByIDs(tx, []int64{id})
	if err != nil {
		return supplier.Supplier{}, err
	}
	m, ok := ms[id]
	if !ok {
		return m, ErrUnknown
	}
	return m, nil
}

// within reports whether a region lies inside a prefix; "" holds nothing.
func within(region, prefix string) bool { return prefix != "" && strings.HasPrefix(region, prefix) }

func orElse(err, other error) error {
	if err != nil {
		return err
	}
	return other
}

// Bounds is what a merchant's next distribution may be.
type Bounds struct {
	Region  string
	Surplus money.Fen
	Policy  Policy
}

// BoundsOf reads them. Refusals: ErrUnknown, ErrRegime, ledger.ErrNoBook.
func BoundsOf(tx *db.Tx, merchantID int64) (b Bounds, err error) {
	m, err := merchantOf(tx, merchantID)
	if err != nil {
		return b, err
	}
	policy, ok := PolicyOn(RegimeOf(m.Kind), tx.Today())
	if !ok {
		return b, ErrRegime
	}
	book, err := ledger.BookOf(tx, ledger.OwnerMerchant, m.ID)
	if err != nil {
		return b, err
	}
	b.Region, b.Policy = m.Region, policy
	b.Surplus, err = Surplus(tx, book.ID, m.ID)
	return b, err
}
