package household

import (
	"embed"
	"encoding/csv"
	"fmt"
	"strconv"
	"sync"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
)

//go:embed data
var data embed.FS

// Word is what a code was called between two days. A word from day 0 is only
// understood on import and never shown: files still carry names of the past.
type Word struct {
	Field string // kind, monitor
	Code  string
	Word  string
	From  clock.Day
	To    clock.Day // 0 while it holds
}

// The dictionary's fields.
const (
	fieldKind    = "kind"
	fieldMonitor = "monitor"
)

// LoadWords writes the embedded dictionary into the database. It may run at
// every start and adds only what is missing: a district's own rows stay.
func LoadWords(tx *db.Tx) error {
	words, err := embeddedWords()
	if err != nil {
		return err
	}
	stored, err := readWords(tx)
	if err != nil {
		return err
	}
	known := map[Word]bool{}
	for _, w := range stored {
		w.To = 0
		known[w] = true
	}
	var missing []Word
	for _, w := range words {
		key := w
		key.To = 0
		if !known[key] {
			missing = append(missing, w)
		}
	}
	return insertWords(tx, missing)
}

var embeddedWords = sync.OnceValues(func() ([]Word, error) {
	f, err := data.Open("data/words.csv")
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, err
	}
	words := make([]Word, 0, len(rows))
	for _, r := range rows[1:] {
		from, err1 := strconv.Atoi(r[3])
		to, err2 := strconv.Atoi(r[4])
		if err1 != nil || err2 != nil {
			return nil, fmt.Errorf("household: days of the word %s", r[2])
		}
		words = append(words, Word{Field: r[0], Code: r[1], Word: r[2], From: clock.Day(from), To: clock.Day(to)})
	}
	return words, nil
})

// Words is the dictionary as read at one moment.
type Words []Word

// ReadWords reads the dictionary.
func ReadWords(tx *db.Tx) (Words, error) {
	w, err := readWords(tx)
	return w, err
}

// KindWord returns what a kind was called on a day, or the code itself.
func (w Words) KindWord(k Kind, on clock.Day) string { return w.shown(fieldKind, string(k), on) }

// MonitorWord returns what a kind of monitoring was called on a day; "" for
// none.
func (w Words) MonitorWord(m Monitor, on clock.Day) string {
	if m == "" {
		return ""
	}
	return w.shown(fieldMonitor, string(m), on)
}

func (w Words) shown(field, code string, on clock.Day) string {
	for _, x := range w {
		if x.Field == field && x.Code == code && x.From != 0 && x.From <= on && (x.To == 0 || on <= x.To) {
			return x.Word
		}
	}
	return code
}

// code returns what a word of any day means.
func (w Words) code(field, word string) (string, bool) {
	for _, x := range w {
		if x.Field == field && x.Word == word {
			return x.Code, true
		}
	}
	return "", false
}
