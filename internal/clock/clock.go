// Package clock is the only source of time: instants as UTC microseconds,
// business days as yyyymmdd in Asia/Shanghai (decisions 4).
package clock

import (
	"fmt"
	"sync"
	"time"
	_ "time/tzdata" // Asia/Shanghai must resolve in a scratch image too
)

// Clock tells the time. System in production, Fake in tests and in the seed.
type Clock interface{ Now() time.Time }

// Shanghai is the zone of every business day.
var Shanghai = mustLoad("Asia/Shanghai")

func mustLoad(name string) *time.Location {
	l, err := time.LoadLocation(name)
	if err != nil {
		panic(err) // tzdata is linked in
	}
	return l
}

// System is the machine's clock.
var System Clock = system{}

type system struct{}

func (system) Now() time.Time { return time.Now().UTC() }

// Ahead is the machine's clock, so much ahead: a demo shows with it what a
// calendar does.
func Ahead(d time.Duration) Clock { return ahead{d} }

type ahead struct{ by time.Duration }

func (a ahead) Now() time.Time { return System.Now().Add(a.by) }

// Fake stands still until it is moved. It is safe for concurrent use.
type Fake struct {
	mu sync.Mutex
	t  time.Time
}

// NewFake returns a Fake that shows t.
func NewFake(t time.Time) *Fake { return &Fake{t: t.UTC()} }

// Now returns the shown time.
func (f *Fake) Now() time.Time {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.t
}

// Set shows t from now on.
func (f *Fake) Set(t time.Time) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.t = t.UTC()
}

// Advance moves the shown time by d.
func (f *Fake) Advance(d time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.t = f.t.Add(d)
}

// US returns t as microseconds since 1970.
func US(t time.Time) int64 { return t.UnixMicro() }

// Time returns the instant of us in UTC.
func Time(us int64) time.Time { return time.UnixMicro(us).UTC() }

// Day is a business day yyyymmdd in Asia/Shanghai; 0 means none.
type Day int

// DayOf returns the business day of an instant in microseconds.
func DayOf(us int64) Day { return dayOf(Time(us)) }

func dayOf(t time.Time) Day {
	y, m, d := t.In(Shanghai).Date()
	return Day(y*10000 + int(m)*100 + d)
}

func (d Day) date() time.Time {
	return time.Date(int(d)/10000, time.Month(int(d)/100%100), int(d)%100, 0, 0, 0, 0, Shanghai)
}

// Add returns the day n days later (n may be negative).
func (d Day) Add(n int) Day { return dayOf(d.date().AddDate(0, 0, n)) }

// Start returns the first instant of the day in microseconds.
func (d Day) Start() int64 { return US(d.date()) }

// String prints 2006-01-02, or nothing for no day.
func (d Day) String() string {
	if d == 0 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", int(d)/10000, int(d)/100%100, int(d)%100)
}

// ParseDay reads 2006-01-02.
func ParseDay(s string) (Day, error) {
	t, err := time.ParseInLocation(time.DateOnly, s, Shanghai)
	if err != nil {
		return 0, fmt.Errorf("clock: day %q: %w", s, err)
	}
	return dayOf(t), nil
}
