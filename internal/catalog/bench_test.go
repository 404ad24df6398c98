package catalog

import (
	"fmt"
	"testing"

	"github.com/yigou/yigou/internal/db"
)

// BenchmarkPublicReads shows that lists and searches cost the same on a small
// and on a large catalogue.
func BenchmarkPublicReads(b *testing.B) {
	for _, size := range []int{1000, 100_000} {
		w := newWorld(b)
		w.fill(size)
		var deep string
		for q := (ListQuery{Limit: 100}); deep == ""; {
			var p CardPage
			w.view(func(tx *db.Tx) (err error) { p, err = List(tx, q); return err })
			if q.Cursor = p.NextCursor; p.Items[0].Sold < 950 {
				deep = p.NextCursor
			}
		}
		for name, q := range map[string]ListQuery{
			"list": {}, "newest": {Sort: ByNewest}, "price": {Sort: ByPrice}, "deep": {Cursor: deep, Limit: 100},
			"leaf": {Category: "honey.raw"}, "root": {Category: "grain"}, "empty-leaf": {Category: "pork.fresh"},
			"leaf-by-price": {Category: "honey.raw", Sort: ByPrice}, "empty-leaf-by-price": {Category: "pork.fresh", Sort: ByPrice},
			"village": {Region: "500155101200"}, "town": {Region: "500155101"}, "merchant": {MerchantID: 21}, "no-merchant": {MerchantID: 5},
			"q-common": {Q: "村里"}, "q-one-char": {Q: "蜜"}, "q-two-words": {Q: "高山 大米"}, "q-rare": {Q: fmt.Sprintf("%d号", size-4)},
			"q-initials": {Q: "gsdm"}, "q-relaxed": {Q: "大红花椒"}, "q-common-pair": {Q: "村里 蜂蜜"}, "q-never-together": {Q: "蜂蜜 南瓜"},
			"q-nothing": {Q: "咖啡豆"}, "q-in-village": {Q: "蜂蜜", Region: "500155101200"},
		} {
			b.Run(fmt.Sprintf("%s/%d", name, size), func(b *testing.B) {
				for b.Loop() {
					w.view(func(tx *db.Tx) error { _, err := List(tx, q); return err })
				}
			})
		}
		b.Run(fmt.Sprintf("home/%d", size), func(b *testing.B) {
			for b.Loop() {
				w.view(func(tx *db.Tx) error { _, err := Home(tx); return err })
			}
		})
	}
}
