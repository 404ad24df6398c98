package catalog

import "testing"

func TestBannedClaims(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{
		"降血糖南瓜", "治 疗 失眠", "ＴＯＰ顶级蜂蜜", "国家级非遗", "抗·癌", "农业局推荐", "富硒大米", "最 好吃", "１００％有效", "爱心捐赠",
	} {
		if _, ok := BannedClaim(bad); !ok {
			t.Errorf("%q passed", bad)
		}
	}
	for _, good := range []string{
		"桂香村中蜂蜂蜜", "最近采收", "最迟明天发货", "天然成熟", "甜度高", "村里老人常吃", "高山大米 5千克",
	} {
		if c, ok := BannedClaim(good); ok {
			t.Errorf("%q refused for %q", good, c.Words)
		}
	}
}

func TestLegalUnits(t *testing.T) {
	t.Parallel()
	for text, legal := range map[string]bool{
		"5斤装": false, "一斤": false, "半斤": false, "2市斤": false, "8两": false, "５斤": false,
		"2.5千克(约5斤)": true, "2.5千克（约 5 斤）": true, "5公斤": true, "一两天发货": true, "斤斤计较": true, "500克": true,
	} {
		if legalUnits(text) != legal {
			t.Errorf("legalUnits(%q) = %v", text, !legal)
		}
	}
}
