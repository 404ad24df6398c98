package httpapi

import (
	"context"
	"fmt"
	"strings"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/report"
)

// figures are the sums of a region as they stood at an instant.
type figures struct {
	asked    string // the region a reader asked for
	shown    string // the region these are the sums of, wider where asked is hidden
	asOfUS   int64
	sum      report.Totals
	villages []report.Village
	months   []report.Month
	parts    []report.Part
}

// households is what was credited in a village, a town or the whole district.
func (f figures) households(region string) (sum money.Fen) {
	for _, v := range f.villages {
		if strings.HasPrefix(v.Code, region) {
			sum += v.Households
		}
	}
	return sum
}

// crowd says whose sums these are.
func (f figures) crowd(a *atlas) Households { return a.openCrowd(f.asked, f.shown, int(f.sum.Count)) }

// openCrowd is crowd beside the sums of the region shown, which may be a wider
// one.
func (a *atlas) openCrowd(region, shown string, n int) Households {
	if shown == region {
		return a.crowd(region, n)
	}
	if shown == report.District {
		shown = region[:countyDigits]
	}
	who := a.Name(shown)
	if n >= report.Fewest {
		who += fmt.Sprintf(" %d 户", n)
	} else {
		who += "农户"
	}
	return Households{Label: who + "（" + hiddenNote(shown) + "）"}
}

// countyDigits is how much of a region names the district.
const countyDigits = 6

// hiddenNote tells why a page shows a wider region's figures (decisions 26).
func hiddenNote(shown string) string {
	return "为保护农户隐私，展示" + widerWord(shown) + "合计"
}

func widerWord(shown string) string {
	if len(shown) <= countyDigits {
		return "全区"
	}
	return "全镇"
}

// headlines are the sums of a public page: a handful of households is not
// counted there (decisions 26).
func (f figures) headlines() []Figure {
	out := f.known()
	if f.shown != f.asked {
		for i := range out {
			out[i].Label = widerWord(f.shown) + out[i].Label
			out[i].Definition = hiddenNote(f.shown) + "。" + out[i].Definition
		}
	}
	return out
}

func (f figures) known() []Figure {
	out := f.sales()
	if f.sum.Count >= report.Fewest {
		out = append(out, Figure{
			Key: "households", Label: "受益农户", Value: f.sum.Count, Unit: FigureUnitCount,
			Definition: "至少有一笔货款记入的农户数，每户只算一次",
		})
	}
	return out
}

func (f figures) sales() []Figure {
	return []Figure{
		{Key: "households_fen", Label: "已记入农户", Value: int64(f.sum.Households), Unit: FigureUnitFen, Definition: "已签收订单里分给农户的部分"},
		{Key: "gross_fen", Label: "销售额", Value: int64(f.sum.Gross), Unit: FigureUnitFen, Definition: "已签收订单里买家付的钱，含运费"},
		{Key: "orders", Label: "已签收订单", Value: f.sum.Orders, Unit: FigureUnitCount, Definition: "买家签收或到期自动签收的订单数"},
		{Key: "villages", Label: "有销售的村", Value: int64(len(f.villages)), Unit: FigureUnitCount, Definition: "至少有一张订单签收的村和社区"},
	}
}

const shownMonths = 12

// openBook reads the figures that a public page may show for a region.
func (s *Server) openBook(ctx context.Context, region string) (f figures, err error) {
	open, err := s.disclosure(ctx)
	if err != nil {
		return f, err
	}
	f, err = s.figures(ctx, open.Shown(region))
	f.asked = region
	return f, err
}

func (s *Server) disclosure(ctx context.Context) (report.Disclosure, error) {
	return s.open.get("", func() (d report.Disclosure, err error) {
		err = s.DB.View(ctx, func(tx *db.Tx) error {
			d, err = report.DisclosureOf(tx)
			return err
		})
		return d, err
	})
}

// figures reads the sums of a region, at most figuresTTL old: they are shown on
// every public page and move only with sign-offs.
func (s *Server) figures(ctx context.Context, region string) (figures, error) {
	return s.sums.get(region, func() (f figures, err error) {
		err = s.DB.View(ctx, func(tx *db.Tx) error {
			f, err = readFigures(tx, report.Scope{Region: region})
			return err
		})
		return f, err
	})
}

func readFigures(tx *db.Tx, scope report.Scope) (f figures, err error) {
	f.asked, f.shown, f.asOfUS = scope.Region, scope.Region, tx.NowUS()
	if f.sum, err = report.TotalsOf(tx, scope); err != nil {
		return f, err
	}
	if f.villages, err = report.VillagesOf(tx, scope); err != nil {
		return f, err
	}
	if f.parts, err = report.PartsOf(tx, scope); err != nil {
		return f, err
	}
	f.months, err = report.MonthsOf(tx, scope, shownMonths)
	return f, err
}

func monthFigure(m report.Month) MonthFigure {
	return MonthFigure{
		Month:    clock.Day(m.Month*100 + 1).String()[:len("2006-01")],
		GrossFen: int64(m.Gross), HouseholdsFen: int64(m.Households), Orders: m.Orders,
	}
}
