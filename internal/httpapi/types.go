package httpapi

import (
	"fmt"
	"strconv"

	"github.com/yigou/yigou/internal/clock"
)

// ID is an identifier on the wire: a positive number written as a string
// (decisions 4). The zero ID is "none".
type ID int64

// MarshalText prints the number; it also makes JSON write a string.
func (i ID) MarshalText() ([]byte, error) { return strconv.AppendInt(nil, int64(i), 10), nil }

// UnmarshalText reads the number.
func (i *ID) UnmarshalText(text []byte) error {
	n, err := strconv.ParseInt(string(text), 10, 64)
	if err != nil || n <= 0 {
		return fmt.Errorf("httpapi: %q is not an id", text)
	}
	*i = ID(n)
	return nil
}

// BusinessDay is a business day on the wire, YYYY-MM-DD. The zero day is "none".
type BusinessDay clock.Day

// MarshalText prints the day; it also makes JSON write a string.
func (d BusinessDay) MarshalText() ([]byte, error) { return []byte(clock.Day(d).String()), nil }

// UnmarshalText reads the day.
func (d *BusinessDay) UnmarshalText(text []byte) error {
	day, err := clock.ParseDay(string(text))
	*d = BusinessDay(day)
	return err
}
