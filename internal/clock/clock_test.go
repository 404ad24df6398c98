package clock_test

import (
	"testing"
	"time"

	"github.com/yigou/yigou/internal/clock"
)

func TestDayIsShanghais(t *testing.T) {
	// 16:00 UTC is midnight in Shanghai.
	for in, want := range map[string]clock.Day{
		"2026-11-22T15:59:59.999999Z": 20261122,
		"2026-11-22T16:00:00Z":        20261123,
		"2026-12-31T16:00:00Z":        20270101,
	} {
		at, err := time.Parse(time.RFC3339, in)
		if err != nil {
			t.Fatal(err)
		}
		if got := clock.DayOf(clock.US(at)); got != want {
			t.Errorf("DayOf(%s) = %d, want %d", in, got, want)
		}
	}
}

func TestDayArithmetic(t *testing.T) {
	d := clock.Day(20261231)
	if got := d.Add(1); got != 20270101 {
		t.Errorf("Add(1) = %d", got)
	}
	if got := d.Add(-365); got != 20251231 {
		t.Errorf("Add(-365) = %d", got)
	}
	if got := clock.DayOf(d.Start()); got != d {
		t.Errorf("DayOf(Start) = %d", got)
	}
	if got := clock.DayOf(d.Start() - 1); got != 20261230 {
		t.Errorf("the instant before %s is on %s", d, got)
	}
	p, err := clock.ParseDay(d.String())
	if err != nil || p != d {
		t.Errorf("ParseDay(%q) = %d, %v", d, p, err)
	}
	if _, err := clock.ParseDay("2026-02-30"); err == nil {
		t.Error("30 February was accepted")
	}
}
