package httpapi

import (
	"testing"

	"github.com/yigou/yigou/internal/payout"
)

// Every step that was taken says who took it; a step to come names nobody.
func TestPayoutStepsNameWhoTookThem(t *testing.T) {
	names := map[int64]string{1: "制单人", 2: "复核人", 3: "导入人"}
	b := payout.Batch{
		Made: payout.Step{ByID: 1, AtUS: 10}, Checked: payout.Step{ByID: 2, AtUS: 20}, Approved: payout.Step{ByID: 2, AtUS: 30},
		Exported: payout.Step{ByID: 1, AtUS: 40},
	}
	want := func(b payout.Batch, runs []payout.ImportRun, who ...string) {
		t.Helper()
		for i, s := range payoutSteps(b, runs, names) {
			if s.By != who[i] {
				t.Errorf("step %s by %q, want %q", s.Key, s.By, who[i])
			}
		}
	}
	want(b, nil, "制单人", "复核人", "复核人", "制单人", "", "")
	b.ImportedUS, b.ClosedUS = 50, 60
	want(b, []payout.ImportRun{{ByID: 3}, {ByID: 1}}, "制单人", "复核人", "复核人", "制单人", "导入人", "系统")
	b.Made.ByID = 0
	want(b, []payout.ImportRun{{ByID: 3}}, "系统按日历", "复核人", "复核人", "制单人", "导入人", "系统")
}
