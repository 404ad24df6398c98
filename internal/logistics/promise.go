package logistics

import (
	"fmt"
	"time"

	"github.com/yigou/yigou/internal/clock"
)

// Promise says when a parcel leaves: whoever pays before cutoffHour (0..23, the
// hour of a Shanghai day; 0 = no cut-off) gets it shipped leadDays (≥ 0) later.
// It returns the sentence for the buyer and the ship day:
// "今天16:00前付款，明天发".
func Promise(now time.Time, cutoffHour, leadDays int) (string, clock.Day) {
	today := clock.DayOf(clock.US(now))
	if cutoffHour == 0 {
		ship := today.Add(leadDays)
		return "今天付款，" + dayWord(today, ship) + "发", ship
	}
	pay := today
	if now.In(clock.Shanghai).Hour() >= cutoffHour {
		pay = today.Add(1)
	}
	ship := pay.Add(leadDays)
	return fmt.Sprintf("%s%d:00前付款，%s发", dayWord(today, pay), cutoffHour, dayWord(today, ship)), ship
}

// dayWord names a day as people do, seen from today.
func dayWord(today, d clock.Day) string {
	switch d {
	case today:
		return "今天"
	case today.Add(1):
		return "明天"
	case today.Add(2):
		return "后天"
	}
	word := fmt.Sprintf("%d月%d日", int(d)/100%100, int(d)%100)
	if int(d)/10000 != int(today)/10000 {
		word = fmt.Sprintf("%d年%s", int(d)/10000, word)
	}
	return word
}
