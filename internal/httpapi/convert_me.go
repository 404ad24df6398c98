package httpapi

import (
	"github.com/yigou/yigou/internal/logistics"
	"github.com/yigou/yigou/internal/place"
	"github.com/yigou/yigou/internal/trade"
)

func tradeItem(in CartItem) trade.Item {
	return trade.Item{SkuID: int64(in.SkuId), Qty: in.Quantity}
}

func orderStates(list []OrderState) []trade.State {
	return mapped(list, func(s OrderState) trade.State { return trade.State(s) })
}

// addressInput names the divisions of the county's code.
func addressInput(in AddressInput) (logistics.AddressInput, error) {
	c, err := place.CountyOf(in.CountyCode)
	if err != nil {
		return logistics.AddressInput{}, place.ErrCounty.Field("county_code", "input.choice", place.ErrCounty.Detail)
	}
	return logistics.AddressInput{
		Name: in.Name, Phone: in.Phone, County: in.CountyCode,
		ProvinceName: c.Province, CityName: c.City, CountyName: c.Name,
		Detail: in.Detail, Default: in.IsDefault,
	}, nil
}

func address(a logistics.Address) Address {
	return Address{
		Id: ID(a.ID), Name: a.Name, Phone: a.Phone, CountyCode: a.County, RegionName: countyName(a.County),
		Detail: a.Detail, IsDefault: a.Default,
	}
}

// countyName is the name of a county with its city and province; a code that is
// gone from the nation's list stays a code.
func countyName(code string) string {
	c, err := place.CountyOf(code)
	if err != nil {
		return code
	}
	return c.Full()
}
