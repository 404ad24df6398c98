package logistics

import (
	"testing"
	"time"

	"github.com/yigou/yigou/internal/clock"
)

func TestPromise(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		now          string // in Shanghai
		cutoff, lead int
		sentence     string
		ship         clock.Day
	}{
		{"2026-11-23 10:00", 16, 1, "今天16:00前付款，明天发", 20261124},
		{"2026-11-23 15:59", 16, 0, "今天16:00前付款，今天发", 20261123},
		{"2026-11-23 16:00", 16, 1, "明天16:00前付款，后天发", 20261125},
		{"2026-11-23 00:30", 9, 2, "今天9:00前付款，后天发", 20261125},
		{"2026-11-23 23:59", 16, 3, "明天16:00前付款，11月27日发", 20261127},
		{"2026-12-30 10:00", 16, 3, "今天16:00前付款，2027年1月2日发", 20270102},
		{"2028-02-28 10:00", 16, 3, "今天16:00前付款，3月2日发", 20280302},
		{"2026-11-23 22:00", 0, 1, "今天付款，明天发", 20261124},
	} {
		now, err := time.ParseInLocation("2006-01-02 15:04", c.now, clock.Shanghai)
		if err != nil {
			t.Fatal(err)
		}
		sentence, ship := Promise(now.UTC(), c.cutoff, c.lead)
		if sentence != c.sentence || ship != c.ship {
			t.Errorf("%s, %d, %d: %q %v, want %q %v", c.now, c.cutoff, c.lead, sentence, ship, c.sentence, c.ship)
		}
	}
}
