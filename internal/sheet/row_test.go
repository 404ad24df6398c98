package sheet

import (
	"errors"
	"strings"
	"testing"

	"github.com/yigou/yigou/internal/clock"
)

func row(cells ...string) Row {
	return Row{Line: 7, cells: cells, columns: map[string]int{"姓名": 0, "日期": 1, "远": 27}}
}

func TestRowOfMissingCells(t *testing.T) {
	r := row("张三")
	if r.Text("姓名") != "张三" || r.Text("日期") != "" || r.Text("没有") != "" {
		t.Errorf("texts %q %q %q", r.Text("姓名"), r.Text("日期"), r.Text("没有"))
	}
	if !r.Has("日期") || r.Has("没有") {
		t.Error("Has")
	}
	if r.Letters("姓名") != "A" || r.Letters("远") != "AB" || r.Letters("没有") != "" {
		t.Errorf("letters %q %q %q", r.Letters("姓名"), r.Letters("远"), r.Letters("没有"))
	}
}

func TestRowError(t *testing.T) {
	got := row("张三").Error("姓名", "name.empty", "姓名没有填")
	if want := (Error{7, "A", "name.empty", "姓名没有填"}); got != want {
		t.Errorf("error %+v", got)
	}
	if text := error(got).Error(); !strings.Contains(text, "7") || strings.Contains(text, "张三") {
		t.Errorf("text %q", text)
	}
	if got := row().Error("", "x", "y"); got.Column != "" || got.Line != 7 {
		t.Errorf("error of a whole row %+v", got)
	}
}

func TestDay(t *testing.T) {
	for text, want := range map[string]clock.Day{
		"2024-03-01": 20240301, "2024/3/1": 20240301, "2024.3.1": 20240301, "20240301": 20240301,
		"2024年3月1日": 20240301, "2024-03-01 00:00:00": 20240301, "45352": 20240301, "45352.75": 20240301,
		"32875": 19900102, "1990/1/2": 19900102,
	} {
		if got, err := row("", text).Day("日期"); err != nil || got != want {
			t.Errorf("Day(%q) = %d, %v; want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"", "不详", "2024-13-01", "2024-02-30", "2024", "20241301", "0", "-1", "NaN", "1e9", "0001-01-01"} {
		if got, err := row("", text).Day("日期"); !errors.Is(err, ErrDay) {
			t.Errorf("Day(%q) = %d, %v", text, got, err)
		}
	}
}

func TestRounded(t *testing.T) {
	for text, want := range map[string]bool{
		"5.00228199001011E+17": true, "5E+17": true, "500228199001011234": false, "50022819900101123X": false, "": false,
	} {
		if got := row(text).Rounded("姓名"); got != want {
			t.Errorf("Rounded(%q) = %v", text, got)
		}
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		" 张三\u3000": "张三", "\u200b\ufeff张 三\u00a0": "张 三", "\t500228": "500228", `="0012"`: "0012", `=""`: "",
		"'0012": "0012", "'=1+1": "=1+1", "'张三": "'张三", "'": "'", `="`: `="`,
	} {
		if got := clean(in); got != want {
			t.Errorf("clean(%q) = %q, want %q", in, got, want)
		}
	}
}
