package catalog

import (
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/width"
)

// Claim is wording that no listing may carry, and why.
type Claim struct {
	Words string
	Why   string
}

const (
	medical  = "属于疾病治疗或保健功效宣称，普通食品不能写" // domain.md C11; food safety law 71, 73
	absolute = "属于绝对化用语，广告法不允许"        // domain.md C11
	proof    = "需要检测证明，未经核验不能写"        // domain.md C11
	official = "像是机关或协会在推荐，食品广告不允许"    // domain.md C5; food safety law 73
	gift     = "容易被当成捐赠，这里只卖东西"        // domain.md §0.8
	person   = "会给农户贴标签，不能出现在商品页"      // domain.md §0.12
)

// banned lists every refused wording (domain.md C11 with C5, §0.8 and §0.12),
// squeezed: matching ignores case, width, blanks and punctuation.
var banned = sync.OnceValue(func() []Claim {
	var out []Claim
	for _, g := range []struct {
		why   string
		words string
	}{
		{medical, "治疗 治愈 根治 疗效 药效 药用 处方 降血糖 降糖 降血压 降压 降血脂 降三高 抗癌 防癌 抗肿瘤 消炎 杀菌消毒 减肥 瘦身 壮阳 补肾 保健功效 延年益寿 抗衰老 包治 祖传秘方 增强免疫力 提高免疫力 糖尿病 高血压 癌症"},
		{absolute, "国家级 世界级 全国第一 全网第一 第一品牌 排名第一 销量第一 最好 最佳 最优 最高级 最低价 最便宜 最新鲜 最正宗 最纯 最安全 最健康 最营养 最甜 最香 最大牌 顶级 极品 绝无仅有 史无前例 独一无二 百分之百 100%纯天然 100%有效 纯天然无添加 零风险 特供 专供 国宴"},
		{proof, "富硒 富锌 零农残 无农残 0农残 无公害认证"},
		{official, "局推荐 政府推荐 协会推荐 政府指定 机关指定 央视推荐 质量免检"},
		{gift, "捐赠 募捐 爱心捐款 抵税"},
		{person, "贫困户 贫困家庭 穷人 五保户 残疾人家庭"},
	} {
		for w := range strings.FieldsSeq(g.words) {
			out = append(out, Claim{Words: squeeze(w), Why: g.why})
		}
	}
	return out
})

// BannedClaim finds the first refused wording in a text.
func BannedClaim(text string) (Claim, bool) {
	plain := squeeze(text)
	for _, c := range banned() {
		if strings.Contains(plain, c.Words) {
			return c, true
		}
	}
	return Claim{}, false
}

// squeeze folds width and case and drops everything that is neither letter,
// digit nor percent sign, so that 治 疗 and 治-疗 are 治疗.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '%' {
			return unicode.ToLower(r)
		}
		return -1
	}, width.Fold.String(s))
}
