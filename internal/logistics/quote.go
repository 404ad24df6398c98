package logistics

import (
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/money"
)

// Refusals of a quote.
var (
	ErrExcluded = fault.New(fault.Conflict, "logistics.excluded", "这个地址暂时送不到，请换一个收货地址")
	ErrCounty   = fault.New(fault.Invalid, "logistics.county", "收货地址的区县不完整，请重新选择省、市、区县")
	ErrTooHeavy = fault.New(fault.Invalid, "logistics.too_heavy", "这一单太重，不能按快递计算运费，请联系服务站单独发货")
)

// Quote returns the freight for a parcel of grams (0..MaxGrams) with goods worth
// goods fen to a county, by the newest version of a template, and that version.
// ErrExcluded carries the template's own reason. One query.
func Quote(tx *db.Tx, templateID int64, countyCode string, grams int64, goods money.Fen) (money.Fen, int, error) {
	province := provinceOf(countyCode)
	if province == "" {
		return 0, 0, ErrCounty.Field("county", "input.format", "请重新选择区县")
	}
	r, err := rateOf(tx, templateID, province)
	if err != nil {
		return 0, 0, err
	}
	if r.excluded != "" {
		return 0, 0, ErrExcluded.With(r.excluded)
	}
	fen, err := r.group.charge(grams, goods)
	return fen, r.version, err
}

// rateOf is the newest version's rate for a province; ErrNoTemplate.
func rateOf(tx *db.Tx, templateID int64, province string) (rate, error) {
	key := rateKey{templateID, province}
	found, err := db.Recent(tx, rateKey{}, []rateKey{key}, func([]rateKey) (map[rateKey]rate, error) {
		r, err := selectRate(tx, templateID, province)
		return map[rateKey]rate{key: r}, err
	})
	return found[key], err
}

type rateKey struct {
	template int64
	province string
}

// charge is the freight of one group: pure, no overflow within the limits.
func (g Group) charge(grams int64, goods money.Fen) (money.Fen, error) {
	if grams < 0 || grams > MaxGrams {
		return 0, ErrTooHeavy
	}
	if g.FreeOver > 0 && goods >= g.FreeOver {
		return 0, nil
	}
	fen := g.First
	if over := grams - g.FirstGrams; over > 0 {
		fen += money.Fen((over+g.StepGrams-1)/g.StepGrams) * g.Step
	}
	if fen > maxFreight {
		return 0, ErrTooHeavy
	}
	return fen, nil
}
