package catalog

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/yigou/yigou/internal/fault"
)

// Validate checks everything that needs no database: lengths, ranges, banned
// claims (domain.md C11) and legal units (domain.md C16).
func (in ProductInput) Validate() error {
	var c fault.Checker
	c.Check(in.MerchantID > 0, "merchant_id", "input.required", "请选择由谁来卖（收款的合作社、村集体或企业）")
	c.Check(in.StationID > 0, "station_id", "input.required", "请选择由哪个服务站发货")
	c.Check((len(in.Region) == townDigits || len(in.Region) == villageDigits) && digits(in.Region),
		"region", "input.format", "请选择产地所在的镇或村")
	in.Terms.check(&c)
	c.Check(len(in.MediaIDs) <= MaxPictures, "media_ids", "input.range", "图片最多 9 张")
	c.Check(distinct(in.MediaIDs), "media_ids", "input.duplicate", "同一张图片只能放一次")
	c.Check(len(in.Skus) >= 1 && len(in.Skus) <= MaxSkus, "skus", "input.range", "至少要有 1 个规格，最多 20 个")
	for i, s := range in.Skus {
		s.check(&c, fmt.Sprintf("skus[%d].", i))
	}
	return c.Err()
}

func (t Terms) check(c *fault.Checker) {
	checkText(c, "name", t.Name, 2, 60, "商品名称")
	checkText(c, "subtitle", t.Subtitle, 0, 80, "一句话介绍")
	checkText(c, "description", t.Description, 0, 5000, "详细介绍")
	c.Check(t.Category != "", "category", "input.required", "请选择分类")
	c.Check(t.TaxMark.valid(), "tax_mark", "input.choice", "请选择税务标记：自产免税、流通免税、9% 或 13%")
	c.Check(t.ReturnPolicy == "" || t.ReturnPolicy.valid(), "return_policy", "input.choice", "请选择退货规则")
	c.Check(validSeason(t.SeasonFrom, t.SeasonTo), "season_from", "input.range", "上市月份要填 1 到 12，全年供应就都不填")
	c.Check(t.CutoffHour >= 0 && t.CutoffHour <= 23, "cutoff_hour", "input.range", "截单时间要填 0 到 23 点")
	c.Check(t.LeadDays >= 0 && t.LeadDays <= 60, "lead_days", "input.range", "备货天数要填 0 到 60 天")
}

func (s SkuInput) check(c *fault.Checker, at string) {
	checkText(c, at+"name", s.Name, 1, 40, "规格名称")
	checkText(c, at+"count_hint", s.CountHint, 0, 24, "数量提示")
	c.Check(s.ProduceID > 0, at+"produce_id", "input.required", "请选择品种")
	c.Check(s.Quantity >= 1 && s.Quantity <= MaxNetContentG, at+"quantity", "input.range", "每份数量要填 1 到 1000000")
	c.Check(s.NetContentG >= 0 && s.NetContentG <= MaxNetContentG, at+"net_content_g", "input.range", "净含量要填 1 克到 1000 千克")
	c.Check(s.Price >= 1 && s.Price <= MaxPrice, at+"price_fen", "input.range", "价格要填 0.01 元到 100000 元")
}

// checkText checks one text a buyer will read.
func checkText(c *fault.Checker, field, text string, least, most int, what string) {
	n := utf8.RuneCountInString(text)
	if least > 0 {
		c.Check(n >= least && n <= most, field, "input.length", fmt.Sprintf("%s要填 %d 到 %d 个字", what, least, most))
	} else {
		c.Check(n <= most, field, "input.length", fmt.Sprintf("%s最多 %d 个字", what, most))
	}
	if claim, ok := BannedClaim(text); ok {
		c.Check(false, field, "catalog.banned_claim", fmt.Sprintf("%s里的「%s」%s，请删掉", what, claim.Words, claim.Why))
	}
	c.Check(legalUnits(text), field, "catalog.unit", what+"里的重量请用克或千克，需要时在后面注明（约5斤）")
}

// checkNet checks a SKU's net content against its count: it may differ by half
// from the usual weight, which catches a slip between grams and kilograms.
func checkNet(c *fault.Checker, at string, s Sku, p Produce) {
	if p.Unit == Gram {
		c.Check(s.NetContentG == s.Quantity, at+"net_content_g", "catalog.net_content", "按克卖的商品，净含量就是数量，请填成一样")
		return
	}
	usual := s.Quantity * p.GramsPerUnit
	c.Check(s.NetContentG >= usual/2 && s.NetContentG <= usual+usual/2, at+"net_content_g", "catalog.net_content",
		fmt.Sprintf("%d %s%s通常约 %d 克，净含量填 %d 克差得太多，请核对单位", s.Quantity, p.Unit.Word(), p.Name, usual, s.NetContentG))
}

func validSeason(from, to int) bool {
	if from == 0 && to == 0 {
		return true
	}
	return from >= 1 && from <= 12 && to >= 1 && to <= 12
}

func digits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

func distinct(ids []int64) bool {
	seen := make(map[int64]bool, len(ids))
	for _, id := range ids {
		if seen[id] {
			return false
		}
		seen[id] = true
	}
	return true
}
