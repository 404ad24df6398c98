package web

import (
	"io/fs"
	"strings"
	"testing"
)

func TestPagesAnswerBuiltOrNot(t *testing.T) {
	for _, page := range []string{"shop.html", "station.html", "office.html"} {
		body, err := fs.ReadFile(FS(), page)
		if err != nil {
			t.Fatalf("%s: %v", page, err)
		}
		if !strings.Contains(string(body), `lang="zh-CN"`) {
			t.Errorf("%s is no page of ours", page)
		}
	}
	if _, err := FS().Open("assets/no-such-file.js"); err == nil {
		t.Error("a missing asset must not be answered with a page")
	}
}

// TestTheUnbuiltPageStandsOnFiles: the policy of our pages blocks what is inline.
func TestTheUnbuiltPageStandsOnFiles(t *testing.T) {
	body, err := fs.ReadFile(unbuilt, "unbuilt.html")
	if err != nil || strings.Contains(string(body), "<style") || !strings.Contains(string(body), `href="/unbuilt.css"`) {
		t.Errorf("the page carries its own style, or none: %v", err)
	}
	if sheet, err := fs.ReadFile(FS(), "unbuilt.css"); err != nil || len(sheet) == 0 {
		t.Errorf("its style sheet: %v", err)
	}
}
