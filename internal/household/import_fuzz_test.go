package household

import (
	"strings"
	"testing"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/sheet"
)

// Whatever stands in a file, every row is taken, rejected or skipped, and what
// is taken is in order.
func FuzzImportRows(f *testing.F) {
	const header = "乡,行政村,自然村,户编号,姓名,证件号码,人数,与户主关系,联系电话,户类型,监测对象类型,风险是否消除\n"
	f.Add(header + "紫照镇,桂香村,3组,500155000001,邓小苗,11010519491231002X,3,户主,13800138000,脱贫户,,\n")
	f.Add(header + "紫照镇,桂香村,第十二村民小组,500155000001,邓小苗,11010519491231002X43,,户主,,监测对象,边缘户,是\n紫照镇,桂香村,,500155000001,邓小明,x,,之子,,,,\n")
	f.Add("户编号\n")
	words, err := embeddedWords()
	if err != nil {
		f.Fatal(err)
	}
	in := ImportInput{
		By: actor.Actor{Region: "500155"},
		FindVillage: func(town, village string) (string, string, bool) {
			return "500155130200", "桂香村", town == "紫照镇" && strings.HasPrefix(village, "桂香")
		},
	}
	f.Fuzz(func(t *testing.T, file string) {
		c := newCollector(in, words, clock.System)
		rows := 0
		err := sheet.Read(t.Context(), strings.NewReader(file), sheet.Options{Columns: columns()}, func(row sheet.Row) error {
			rows++
			c.add(row)
			return nil
		})
		if err != nil {
			return
		}
		taken := 0
		for _, fam := range c.close() {
			taken += len(fam.lines)
			h := fam.head.household
			h.From = 20260101
			if err := h.normalize(20261123); err != nil {
				t.Errorf("taken, but %v: %+v", err, h)
			}
		}
		rejected, skipped := countRows(sortErrors(c.errs))
		if taken+rejected+skipped != rows {
			t.Errorf("%d rows: %d taken, %d rejected, %d skipped", rows, taken, rejected, skipped)
		}
	})
}
