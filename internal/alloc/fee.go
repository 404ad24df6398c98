package alloc

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/money"
)

// Fee is one deduction of a benefit version: basis points of the gross, or fen
// per kilogram; never both.
type Fee struct {
	Role     Role
	BP       int64 // basis points of the goods line's gross, 0…9999
	FenPerKG int64 // ⌊fen·grams/1000⌋
	VatBP    int64 // VAT contained in a BP fee, in basis points of its untaxed amount

	Account    ledger.AccountID
	VatAccount ledger.AccountID // where VatBP > 0
}

const basisPoints = 10_000

// maxVATRates keeps the weights of Retract within money.MaxWeight.
const maxVATRates = 2

// ErrFees says that a list of fees is none: benefit refuses it before it is
// stored, so anybody else meets it only as a programming fault.
var ErrFees = errors.New("alloc: bad fees")

// CheckFees checks a version's fees: each in one unit, the rates below the whole
// price, VAT only inside rates and of at most two different rates.
func CheckFees(fees []Fee) error {
	sum, rates := int64(0), map[int64]bool{}
	for i, f := range fees {
		switch {
		case !f.Role.Known() || f.Role == RoleHousehold || f.Role == RoleVAT:
			return fmt.Errorf("%w: fee %d is for %q", ErrFees, i, f.Role)
		case f.BP < 0 || f.FenPerKG < 0 || f.VatBP < 0 || f.VatBP >= basisPoints:
			return fmt.Errorf("%w: fee %d is out of range", ErrFees, i)
		case (f.BP == 0) == (f.FenPerKG == 0):
			return fmt.Errorf("%w: fee %d needs either a rate or an amount per kilogram", ErrFees, i)
		case f.VatBP > 0 && f.BP == 0:
			return fmt.Errorf("%w: fee %d has VAT without a rate", ErrFees, i)
		}
		if sum += f.BP; f.VatBP > 0 {
			rates[f.VatBP] = true
		}
	}
	if sum >= basisPoints || len(rates) > maxVATRates {
		return fmt.Errorf("%w: rates of %d basis points, %d VAT rates", ErrFees, sum, len(rates))
	}
	return nil
}

// part is what one role and account gets of a slice.
type part struct {
	role      Role
	account   ledger.AccountID
	household int64
	weight    int64
	amount    int64
}

// feeParts cuts the fees out of a slice and returns them in canonical order with
// what is left for the households. The rates are summed before rounding, so that
// a higher gross never leaves a smaller pool (P12); fees per kilogram follow, and
// no fee takes what is not there.
func feeParts(sliceID int64, gross money.Fen, grams int64, fees []Fee) (parts []part, pool money.Fen) {
	parts, bp := rateParts(fees)
	sortCanonically(sliceID, parts)
	taken := money.FeeByRate(gross, bp)
	retract(int64(taken), parts)
	pool = gross - taken

	var fixed []part
	for _, f := range fees {
		if f.FenPerKG > 0 {
			fixed = append(fixed, part{role: f.Role, account: f.Account, amount: int64(money.FeeByWeight(grams, money.Fen(f.FenPerKG)))})
		}
	}
	sortCanonically(sliceID, fixed)
	for i := range fixed {
		fixed[i].amount = min(fixed[i].amount, int64(pool))
		pool -= money.Fen(fixed[i].amount)
	}
	return merge(append(parts, fixed...)), pool
}

// rateParts lists the parts of percentage fees with their weights and the sum of
// the rates. A taxed fee is two parts. With the VAT rates v₁, v₂ … of the
// version and M = Π(10⁴+v), an untaxed fee weighs bp·M and a taxed one
// bp·10⁴·M/(10⁴+v) and bp·v·M/(10⁴+v): for one rate the weights of decisions 13.
func rateParts(fees []Fee) (parts []part, bp int64) {
	scale, seen := int64(1), map[int64]bool{}
	for _, f := range fees {
		if f.VatBP > 0 && !seen[f.VatBP] {
			seen[f.VatBP] = true
			scale *= basisPoints + f.VatBP
		}
	}
	for _, f := range fees {
		if bp += f.BP; f.BP == 0 {
			continue
		}
		if f.VatBP == 0 {
			parts = append(parts, part{role: f.Role, account: f.Account, weight: f.BP * scale})
			continue
		}
		unit := f.BP * (scale / (basisPoints + f.VatBP))
		parts = append(parts,
			part{role: f.Role, account: f.Account, weight: unit * basisPoints},
			part{role: RoleVAT, account: f.VatAccount, weight: unit * f.VatBP})
	}
	return parts, bp
}

func retract(amount int64, parts []part) {
	if amount == 0 {
		return
	}
	w, a := make([]int64, len(parts)), make([]int64, len(parts))
	for i := range parts {
		w[i] = parts[i].weight
	}
	money.Retract(amount, w, a)
	for i := range parts {
		parts[i].amount = a[i]
	}
}

// merge adds up parts of one role and account; they are one row.
func merge(parts []part) []part {
	var out []part
	for _, p := range parts {
		i := slices.IndexFunc(out, func(o part) bool { return o.role == p.role && o.account == p.account })
		if i < 0 {
			out = append(out, part{role: p.role, account: p.account, amount: p.amount})
			continue
		}
		out[i].amount += p.amount
	}
	return out
}

// sortCanonically puts parts into the order SHA-256(slice id ‖ account id); two
// parts of one account go by role and weight.
func sortCanonically(sliceID int64, parts []part) {
	keys := make(map[ledger.AccountID][sha256.Size]byte, len(parts))
	for _, p := range parts {
		if _, ok := keys[p.account]; !ok {
			keys[p.account] = CanonicalKey(sliceID, p.account)
		}
	}
	slices.SortFunc(parts, func(a, b part) int {
		ka, kb := keys[a.account], keys[b.account]
		return cmp.Or(slices.Compare(ka[:], kb[:]), cmp.Compare(a.account, b.account),
			cmp.Compare(a.role, b.role), cmp.Compare(a.weight, b.weight), cmp.Compare(a.amount, b.amount))
	})
}

// CanonicalKey is what rows of a slice are ordered by (ledger.md §3): the hash of
// two public numbers that nobody can choose to gain a fen.
func CanonicalKey(sliceID int64, account ledger.AccountID) [sha256.Size]byte {
	var in [16]byte
	binary.BigEndian.PutUint64(in[:8], uint64(sliceID))
	binary.BigEndian.PutUint64(in[8:], uint64(account))
	return sha256.Sum256(in[:])
}
