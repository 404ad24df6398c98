package household

import (
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/width"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/fault"
)

// Refusals of an identity number (GB 11643).
var (
	ErrIDNoForm  = fault.New(fault.Invalid, "household.id_no_form", "证件号码应为 18 位，最后一位可以是 X")
	ErrIDNoDate  = fault.New(fault.Invalid, "household.id_no_date", "证件号码里的出生日期不对")
	ErrIDNoArea  = fault.New(fault.Invalid, "household.id_no_area", "证件号码开头的地区代码不对")
	ErrIDNoCheck = fault.New(fault.Invalid, "household.id_no_check", "证件号码的校验位不对，请核对每一位")
)

const (
	idNoLength = 18
	oldest     = 1900 // nobody of the register was born before
)

// ParseIDNo checks an identity number of the second generation and returns it
// in one form (half-width, X in upper case). A disability card's number is the
// identity number and two or four more characters that tell the disability:
// they are cut off here, because health data is not kept (domain.md §5).
func ParseIDNo(text string, today clock.Day) (string, error) {
	no := strings.ToUpper(width.Narrow.String(strings.TrimSpace(text)))
	if len(no) == idNoLength+2 || len(no) == idNoLength+4 {
		no = no[:idNoLength]
	}
	if !idNoForm(no) {
		return "", ErrIDNoForm
	}
	if !provinceOfIDNo(no[:2]) {
		return "", ErrIDNoArea
	}
	born, err := time.ParseInLocation("20060102", no[6:14], clock.Shanghai)
	if err != nil || born.Year() < oldest || clock.DayOf(clock.US(born)) > today {
		return "", ErrIDNoDate
	}
	if no[idNoLength-1] != idNoCheck(no) {
		return "", ErrIDNoCheck
	}
	return no, nil
}

// ValidIDNo reports whether ParseIDNo accepts the number.
func ValidIDNo(no string, today clock.Day) bool {
	_, err := ParseIDNo(no, today)
	return err == nil
}

// WithIDNoCheck appends the check character to the first 17 digits of an invented
// identity number.
func WithIDNoCheck(digits string) string { return digits + string(idNoCheck(digits)) }

func idNoForm(no string) bool {
	if len(no) != idNoLength {
		return false
	}
	for i := range idNoLength {
		if digit := no[i] >= '0' && no[i] <= '9'; !digit && (i < idNoLength-1 || no[i] != 'X') {
			return false
		}
	}
	return true
}

// idNoCheck computes the last character from the first 17 (ISO 7064 MOD 11-2).
func idNoCheck(no string) byte {
	sum := 0
	for i := range idNoLength - 1 {
		weight := 1 << (idNoLength - 1 - i) % 11
		sum += int(no[i]-'0') * weight
	}
	return "10X98765432"[sum%11]
}

func provinceOfIDNo(p string) bool {
	n, err := strconv.Atoi(p)
	return err == nil && n >= 11 && n <= 83
}
