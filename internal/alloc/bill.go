package alloc

import (
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/money"
)

// ErrFeesExceedPrice refuses a price that leaves the households nothing.
var ErrFeesExceedPrice = fault.New(fault.Invalid, "benefit.fees_exceed_price",
	"扣除各项费用后农户一分钱也拿不到，请提高价格或改用费用更低的助农方案")

// Part is a line of a 助农账单.
type Part struct {
	Role   Role
	Amount money.Fen
}

// Bill is the 助农账单 of a price: what each role gets of one SKU of so many
// grams, the households together, in the order in which people read it. Its
// parts sum to the price. It refuses ErrFeesExceedPrice; freight stands beside
// it (decisions 13).
func Bill(price money.Fen, grams int64, fees []Fee) ([]Part, error) {
	if err := CheckFees(fees); err != nil {
		return nil, err
	}
	asked := money.FeeByRate(price, sumBP(fees))
	for _, f := range fees {
		asked += money.FeeByWeight(grams, money.Fen(f.FenPerKG))
	}
	if asked >= price {
		return nil, ErrFeesExceedPrice
	}
	parts, pool := feeParts(0, price, grams, fees)
	sums := map[Role]int64{RoleHousehold: int64(pool)}
	for _, p := range parts {
		sums[p.role] += p.amount
	}
	var bill []Part
	for _, r := range billOrder {
		if sums[r] > 0 {
			bill = append(bill, Part{r, money.Fen(sums[r])})
		}
	}
	return bill, nil
}

func sumBP(fees []Fee) (bp int64) {
	for _, f := range fees {
		bp += f.BP
	}
	return bp
}
