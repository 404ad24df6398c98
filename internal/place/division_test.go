package place_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/yigou/yigou/internal/place"
)

func TestCountryIsWhole(t *testing.T) {
	provinces := place.Provinces()
	cities, counties := 0, 0
	for _, p := range provinces {
		for _, c := range p.Children {
			cities++
			if !strings.HasPrefix(c.Code, p.Code) {
				t.Errorf("%s %s is not in %s", c.Code, c.Name, p.Name)
			}
			for _, a := range c.Children {
				counties++
				if !strings.HasPrefix(a.Code, c.Code) || len(a.Code) != 6 {
					t.Errorf("%s %s is not in %s", a.Code, a.Name, c.Name)
				}
			}
		}
	}
	if len(provinces) != 31 || cities != 342 || counties != 2978 {
		t.Errorf("%d provinces, %d cities, %d counties", len(provinces), cities, counties)
	}
}

func TestCountyFullName(t *testing.T) {
	for code, want := range map[string]string{
		"500155": "重庆市梁平区",
		"511322": "四川省南充市营山县",
		"441900": "广东省东莞市",
		"429004": "湖北省仙桃市",
		"659001": "新疆维吾尔自治区石河子市",
	} {
		c, err := place.CountyOf(code)
		if err != nil || c.Full() != want {
			t.Errorf("%s is %q, %v; want %q", code, c.Full(), err, want)
		}
	}
}

func TestCheckDivision(t *testing.T) {
	for _, c := range []struct {
		province, city, county string
		want                   error
	}{
		{"50", "5001", "500155", nil},
		{"", "", "500155", nil},
		{"51", "", "500155", place.ErrMismatch},
		{"50", "5002", "500155", place.ErrMismatch},
		{"50", "5001", "500199", place.ErrCounty},
		{"50", "5001", "", place.ErrCounty},
	} {
		if _, err := place.CheckDivision(c.province, c.city, c.county); !errors.Is(err, c.want) {
			t.Errorf("%q in %q in %q: %v, want %v", c.county, c.city, c.province, err, c.want)
		}
	}
}
