package place

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"

	"github.com/yigou/yigou/internal/fault"
)

// Division is a province, a city or a county of the country.
type Division struct {
	Code     string // province 2 digits, city 4, county 6
	Name     string
	Children []Division // none for a county
}

// County is a county with everything above it.
type County struct {
	Code         string // 6 digits
	Name         string // 梁平区
	CityCode     string // 4 digits
	City         string // 市辖区, 南充市, 省直辖县级行政区划 …
	ProvinceCode string // 2 digits
	Province     string // 重庆市
}

// Refusals of an address's codes.
var (
	ErrCounty   = fault.New(fault.Invalid, "place.county_unknown", "没有这个区县，请重新选择省市区")
	ErrMismatch = fault.New(fault.Invalid, "place.division_mismatch", "省、市、区县对不上，请重新选择")
)

// Full returns the names from province to county without the paper cities of
// the statistics (市辖区, 县, 省直辖县级行政区划) and without saying a name
// twice: 重庆市梁平区, 广东省东莞市.
func (c County) Full() string {
	s := c.Province
	if !paperCity(c.City) {
		s += c.City
	}
	if c.Name != c.City {
		s += c.Name
	}
	return s
}

// paperCity reports whether a city exists only in the statistics.
func paperCity(name string) bool {
	return name == "市辖区" || name == "县" || strings.HasSuffix(name, "直辖县级行政区划")
}

// Provinces returns the country's tree. It must not be changed.
func Provinces() []Division { return country().provinces }

// CountyOf looks a county up by its code of 6 digits.
func CountyOf(code string) (County, error) {
	if c, ok := country().counties[code]; ok {
		return *c, nil
	}
	return County{}, ErrCounty
}

// CheckDivision refuses codes of which one does not lie in the other. City and
// province may be "": a county's own code names both.
func CheckDivision(province, city, county string) (County, error) {
	c, err := CountyOf(county)
	if err != nil {
		return County{}, err
	}
	if (province != "" && province != c.ProvinceCode) || (city != "" && city != c.CityCode) {
		return County{}, ErrMismatch
	}
	return c, nil
}

type divisions struct {
	provinces []Division
	counties  map[string]*County
	ordered   []*County
}

// country decodes the embedded file at first use.
var country = sync.OnceValue(func() *divisions {
	d, err := readDivisions()
	if err != nil {
		panic(err) // the file is compiled in and tested
	}
	return d
})

func readDivisions() (*divisions, error) {
	text, err := data.ReadFile("data/divisions.json")
	if err != nil {
		return nil, err
	}
	var d divisions
	if d.provinces, err = decodeDivisions(text); err != nil {
		return nil, fmt.Errorf("place: divisions: %w", err)
	}
	d.counties = map[string]*County{}
	for _, p := range d.provinces {
		for _, c := range p.Children {
			for _, a := range c.Children {
				county := &County{Code: a.Code, Name: a.Name, CityCode: c.Code, City: c.Name, ProvinceCode: p.Code, Province: p.Name}
				d.counties[a.Code] = county
				d.ordered = append(d.ordered, county)
			}
		}
	}
	return &d, nil
}

// decodeDivisions reads nested [code, name, [children]] arrays.
func decodeDivisions(text []byte) ([]Division, error) {
	var rows [][]json.RawMessage
	if err := json.Unmarshal(text, &rows); err != nil {
		return nil, err
	}
	list := make([]Division, len(rows))
	for i, r := range rows {
		if len(r) < 2 {
			return nil, fmt.Errorf("row %d has %d parts", i, len(r))
		}
		if err := json.Unmarshal(r[0], &list[i].Code); err != nil {
			return nil, err
		}
		if err := json.Unmarshal(r[1], &list[i].Name); err != nil {
			return nil, err
		}
		if len(r) > 2 {
			children, err := decodeDivisions(r[2])
			if err != nil {
				return nil, err
			}
			list[i].Children = children
		}
	}
	return list, nil
}
