package demo

import "github.com/yigou/yigou/internal/supplier"

// shop is a village with a merchant of record and a station (domain.md §7).
type shop struct {
	code     string // the village's
	short    string
	town     string
	kind     supplier.Kind
	merchant string
	food     bool // holds a licence for processed food
}

// shops are nine of the ten villages of the article and 大兴村; 高都村 lives from
// its solar roofs and sells nothing yet.
var shops = []shop{
	{"500155130200", "桂香村", "紫照镇", supplier.Collective, "梁平区桂香村股份经济合作联合社", true},
	{"500155201202", "长塘村", "铁门乡", supplier.Coop, "梁平区长塘高山米农民专业合作社", true},
	{"500155129001", "小山社区", "复平镇", supplier.Collective, "梁平区小山社区股份经济合作联合社", false},
	{"500155123207", "庙坝村", "大观镇", supplier.Coop, "梁平区庙坝柚农农民专业合作社", true},
	{"500155123205", "大兴村", "大观镇", supplier.Collective, "梁平区大兴村股份经济合作联合社", false},
	{"500155108202", "青桥村", "福禄镇", supplier.Coop, "梁平区青桥花椒农民专业合作社", true},
	{"500155122201", "三新村", "柏家镇", supplier.Coop, "梁平区三新麻竹农民专业合作社", true},
	{"500155127208", "聚宝村", "曲水镇", supplier.StationCompany, "梁平区聚宝村农产品展销有限公司", true},
	{"500155121201", "里程村", "石安镇", supplier.Collective, "梁平区里程村股份经济合作联合社", false},
	{"500155125202", "老林村", "蟠龙镇", supplier.Collective, "梁平区老林村股份经济合作联合社", true},
}
