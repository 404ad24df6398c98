package httpapi

import (
	"net/http"
	"testing"
)

// TestBadInputNamesItsField sends one mistake at a time and expects the field,
// what is wrong with it, and a sentence that says what fits.
func TestBadInputNamesItsField(t *testing.T) {
	h := newHouse(t)
	b := h.signedIn("13900001111")
	for name, c := range map[string]struct {
		method, path, body string
		headers            []string
		field, code, says  string
	}{
		"missing": {
			"POST", "/me/addresses", `{"name":"李明","phone":"13900001111","county_code":"500112"}`, nil,
			"detail", "required", "详细地址要填 2 到 120 个字",
		},
		"pattern": {
			"POST", "/me/addresses", `{"name":"李明","phone":"123","county_code":"500112","detail":"龙山街道"}`, nil,
			"phone", "pattern", "请填 11 位手机号",
		},
		"blank": {
			"POST", "/me/addresses", `{"name":"  ","phone":"13900001111","county_code":"500112","detail":"龙山街道"}`, nil,
			"name", "pattern", "收货人姓名要填 1 到 30 个字",
		},
		"unknown": {
			"POST", "/me/addresses", `{"name":"李明","phone":"13900001111","county_code":"500112","detail":"龙山街道","vip":1}`, nil,
			"vip", "unknown", "不认识这一项，请刷新页面后再试",
		},
		"wrong type": {
			"POST", "/shop/quote", `{"items":[{"sku_id":"1","quantity":"3"}]}`, nil,
			"items[0].quantity", "type", "数量要在 1 到 999 之间",
		},
		"negative": {
			"POST", "/shop/quote", `{"items":[{"sku_id":"1","quantity":1},{"sku_id":"2","quantity":-1}]}`, nil,
			"items[1].quantity", "minimum", "数量要在 1 到 999 之间",
		},
		"empty list": {"POST", "/shop/quote", `{"items":[]}`, nil, "items", "minItems", "一次最多结算 50 种商品"},
		"bad id":     {"GET", "/me/orders/0", "", nil, "id", "pattern", "编号应是一串数字"},
		"bad query":  {"GET", "/me/orders?limit=0", "", nil, "limit", "minimum", "不能小于 1"},
		"bad choice": {"GET", "/me/orders?state=lost", "", nil, "state[0]", "enum", "请从给出的选项里选"},
		"no key": {
			"POST", "/me/orders/1/sign", "", nil,
			"Idempotency-Key", "required", "请求头 Idempotency-Key 要 8 到 64 位字母、数字、- 或 _",
		},
		"short key": {
			"POST", "/me/orders/1/sign", "",
			[]string{"Idempotency-Key", "x"},
			"Idempotency-Key", "pattern", "请求头 Idempotency-Key 要 8 到 64 位字母、数字、- 或 _",
		},
	} {
		t.Run(name, func(t *testing.T) {
			var body any
			if c.body != "" {
				body = c.body
			}
			p := b.do(c.method, api+c.path, body, c.headers...).refused(http.StatusUnprocessableEntity, "input.invalid")
			if len(p.Fields) != 1 || p.Fields[0].Name != c.field || p.Fields[0].Code != c.code || p.Fields[0].Detail != c.says {
				t.Errorf("fields %+v", p.Fields)
			}
		})
	}
}

// TestBadInputIsToldAtOnce expects every mistake of a form, each once.
func TestBadInputIsToldAtOnce(t *testing.T) {
	h := newHouse(t)
	p := h.signedIn("13900001111").post(api+"/me/addresses", `{"name":"","phone":"1","county_code":"5"}`).refused(422, "input.invalid")
	names := map[string]int{}
	for _, f := range p.Fields {
		names[f.Name]++
	}
	for _, want := range []string{"name", "phone", "county_code", "detail"} {
		if names[want] != 1 {
			t.Errorf("%s is named %d times in %+v", want, names[want], p.Fields)
		}
	}
}
