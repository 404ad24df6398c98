package distribution

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"slices"

	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/money"
)

// Part is what one household gets and from what it is computed.
type Part struct {
	Household int64
	Units     int64     // shares on the record day, in the register's basis units
	Volume    money.Fen // settled sales of the period; 0 under ByShares
	ByShares  money.Fen
	ByVolume  money.Fen
}

// Amount is the household's whole part.
func (p Part) Amount() money.Fen { return p.ByShares + p.ByVolume }

// Terms are the figures that fix a distribution.
type Terms struct {
	Regime        Regime
	Distributable money.Fen // 1 fen … money.MaxFen
	ReserveBP     int64     // of Distributable
	VolumeBP      int64     // of the rest; 0 under ByShares
}

// Refusals of a computation.
var (
	ErrReserve  = fault.New(fault.Invalid, "distribution.reserve", "公积公益金的提取比例超过了规定上限")
	ErrVolume   = fault.New(fault.Invalid, "distribution.volume", "合作社按交易量返还的比例低于规定下限")
	ErrNoShares = fault.New(fault.Conflict, "distribution.no_shares", "登记日还没有成员持有份额，请先登记份额")
	ErrRegister = fault.New(fault.Invalid, "distribution.register", "份额或交易额超出了能计算的范围")
	ErrNoSales  = fault.New(fault.Conflict, "distribution.no_sales", "这段期间没有已结算的交易，不能按交易量返还")
)

// Check refuses rates outside of a policy: ErrReserve, ErrVolume.
func (t Terms) Check(p Policy) error {
	switch {
	case t.ReserveBP < 0 || t.ReserveBP > p.ReserveMax:
		return ErrReserve
	case t.VolumeBP < p.VolumeMin || t.VolumeBP > 10_000 || t.Regime == ByShares && t.VolumeBP != 0:
		return ErrVolume
	}
	return nil
}

// Reserve is ⌊Distributable · ReserveBP / 10⁴⌋.
func (t Terms) Reserve() money.Fen { return portion(t.Distributable, t.ReserveBP) }

// Patronage is what goes by volume: VolumeBP of the rest, rounded up, because
// the statute's rate is a floor.
func (t Terms) Patronage() money.Fen {
	rest := t.Distributable - t.Reserve()
	return rest - portion(rest, 10_000-t.VolumeBP)
}

// portion is ⌊amount·bp/10⁴⌋; amount ≤ 10¹³ and bp ≤ 10⁴ stay below 2⁶³.
func portion(amount money.Fen, bp int64) money.Fen { return amount * money.Fen(bp) / 10_000 }

// Cut fills in what each part gets, puts the parts into their canonical order
// (ascending SHA-256 of book, year and household, so that tied fen fall on nobody
// in particular) and leaves out whom neither shares nor sales entitle. Σ parts +
// Reserve = Distributable. Refusals: ErrNoShares, ErrNoSales,
// ErrRegister.
func Cut(t Terms, book int32, year int, parts []Part) ([]Part, error) {
	parts = slices.DeleteFunc(slices.Clone(parts), func(p Part) bool { return p.Units == 0 && p.Volume == 0 })
	order := make(map[int64][sha256.Size]byte, len(parts))
	for _, p := range parts {
		order[p.Household] = rank(book, year, p.Household)
	}
	slices.SortFunc(parts, func(a, b Part) int {
		x, y := order[a.Household], order[b.Household]
		return cmp.Or(bytes.Compare(x[:], y[:]), cmp.Compare(a.Household, b.Household))
	})
	n := len(parts)
	units, volumes, byShares, byVolume := make([]int64, n), make([]int64, n), make([]int64, n), make([]int64, n)
	sumUnits, sumVolume := int64(0), int64(0)
	for i, p := range parts {
		units[i], volumes[i] = p.Units, int64(p.Volume)
		if p.Units < 0 || p.Units > MaxUnits || p.Volume < 0 || p.Volume > money.MaxFen {
			return nil, ErrRegister
		}
		sumUnits, sumVolume = sumUnits+p.Units, sumVolume+int64(p.Volume)
	}
	patronage := t.Patronage()
	rest := t.Distributable - t.Reserve() - patronage
	switch {
	case sumVolume > money.MaxWeight: // units cannot: MaxUnits of as many households as a journal has legs
		return nil, ErrRegister
	case rest > 0 && sumUnits == 0:
		return nil, ErrNoShares
	case patronage > 0 && sumVolume == 0:
		return nil, ErrNoSales
	}
	money.Split(int64(rest), units, byShares)
	money.Split(int64(patronage), volumes, byVolume)
	for i := range parts {
		parts[i].ByShares, parts[i].ByVolume = money.Fen(byShares[i]), money.Fen(byVolume[i])
	}
	return parts, nil
}

func rank(book int32, year int, household int64) [sha256.Size]byte {
	var b [16]byte
	binary.BigEndian.PutUint32(b[:], uint32(book))
	binary.BigEndian.PutUint32(b[4:], uint32(year))
	binary.BigEndian.PutUint64(b[8:], uint64(household))
	return sha256.Sum256(b[:])
}

// RegisterHash fixes what the parts were computed from: household, shares and
// volume of each, in their order.
func RegisterHash(parts []Part) [sha256.Size]byte {
	h := sha256.New()
	var b [24]byte
	for _, p := range parts {
		binary.BigEndian.PutUint64(b[:], uint64(p.Household))
		binary.BigEndian.PutUint64(b[8:], uint64(p.Units))
		binary.BigEndian.PutUint64(b[16:], uint64(p.Volume))
		_, _ = h.Write(b[:]) // never fails
	}
	return [sha256.Size]byte(h.Sum(nil))
}
