// Package internal_test holds the architecture as tests (architecture.md).
package internal_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/yigou/yigou/internal/"

// ranks: a package may import only packages of a lower rank (decisions 1). A
// package without a rank fails. Equal ranks never import each other.
var ranks = map[string]int{
	// kit
	"money": 0, "fault": 0, "clock": 0, "actor": 0,
	"id": 1, "vault": 1, "cache": 1, "blob": 1, "sheet": 1, "sms": 1, "config": 1, "slip": 1,
	"db":     2,
	"outbox": 3, "idem": 3, "audit": 3,
	// core
	"ledger": 10, "alloc": 11, "proof": 11,
	// books
	"identity": 20, "place": 20, "household": 20, "supplier": 20, "catalog": 20, "stock": 20, "benefit": 20, "logistics": 20, "report": 20, "bookkeeping": 20, "export": 20, "safeguard": 20, "correction": 20, "recovery": 20,
	// flows
	"trade":  30,
	"supply": 31, "payout": 31, "distribution": 31, "sandboxpay": 31,
	// edges
	"jobs": 40, "doctor": 40, "httpapi": 40,
	"demo": 55,
	"app":  50, "bench": 55,
	"yigoutest": 60,
}

// outside lists what stands beside the house: tools in modules of their own.
var outside = []string{"tools"}

func TestImportsGoDown(t *testing.T) {
	each(t, func(path, pkg string) {
		if strings.HasSuffix(path, "_test.go") {
			return // a test may use yigoutest and what stands above it
		}
		rank, ok := ranks[pkg]
		if !ok {
			t.Errorf("%s: package %s has no rank", path, pkg)
			return
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, im := range f.Imports {
			other, ours := strings.CutPrefix(strings.Trim(im.Path.Value, `"`), module)
			if !ours {
				continue
			}
			other, _, _ = strings.Cut(other, "/")
			if other != pkg && ranks[other] >= rank {
				t.Errorf("%s imports %s: arrows go down only", path, other)
			}
		}
	})
}

// Only store files speak SQL: .SQL() and gorm appear nowhere else. db owns gorm
// and yigoutest empties databases.
func TestOnlyStoresSpeakSQL(t *testing.T) {
	each(t, func(path, pkg string) {
		name := filepath.Base(path)
		if strings.HasPrefix(name, "store") || strings.HasSuffix(name, "_test.go") || pkg == "db" || pkg == "yigoutest" || pkg == "doctor" {
			return
		}
		text := read(t, path)
		for _, word := range []string{".SQL()", `"gorm.io/`} {
			if strings.Contains(text, word) {
				t.Errorf("%s: %s belongs into a store file", path, word)
			}
		}
	})
}

// A table is read and written by its owner's store files alone; doctor reads
// all, report_* views are the way to read across.
func TestEachTableHasOneOwner(t *testing.T) {
	owner := owners(t)
	tables := created(t)
	for _, table := range tables {
		if owner[table] == "" {
			t.Errorf("table %s is in no package's doc.go (\"Tables owned: …\")", table)
		}
	}
	for table, pkg := range owner {
		if !slices.Contains(tables, table) {
			t.Errorf("package %s claims table %s, which no migration creates", pkg, table)
		}
	}
	touches := regexp.MustCompile(`(?i)\b(?:from|join|into|update|table)\s+\(?"?([a-z_]+)`)
	each(t, func(path, pkg string) {
		if pkg == "doctor" || pkg == "yigoutest" || strings.HasSuffix(path, "_test.go") || !strings.HasPrefix(filepath.Base(path), "store") {
			return
		}
		for _, m := range touches.FindAllStringSubmatch(read(t, path), -1) {
			if o := owner[strings.ToLower(m[1])]; o != "" && o != pkg {
				t.Errorf("%s touches %s, which belongs to %s", path, m[1], o)
			}
		}
	})
}

var owned = regexp.MustCompile(`(?s)Tables? owned: (.*?)[.;]`)

func owners(t *testing.T) map[string]string {
	owner := map[string]string{}
	each(t, func(path, pkg string) {
		if strings.HasSuffix(path, "_test.go") {
			return
		}
		for _, m := range owned.FindAllStringSubmatch(read(t, path), -1) {
			for _, table := range regexp.MustCompile(`[a-z][a-z_]+`).FindAllString(strings.ReplaceAll(m[1], "//", ""), -1) {
				if table == "none" {
					continue
				}
				if prev := owner[table]; prev != "" && prev != pkg {
					t.Errorf("table %s is claimed by %s and by %s", table, prev, pkg)
				}
				owner[table] = pkg
			}
		}
	})
	return owner
}

func created(t *testing.T) []string {
	files, err := filepath.Glob("db/migrations/sqlite/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatalf("no migrations: %v", err)
	}
	create := regexp.MustCompile(`CREATE TABLE ([a-z_]+)`)
	var tables []string
	for _, f := range files {
		for _, m := range create.FindAllStringSubmatch(read(t, f), -1) {
			tables = append(tables, m[1])
		}
	}
	return tables
}

// Both dialects have the same migrations by name.
func TestMigrationsComeInPairs(t *testing.T) {
	names := func(dialect string) (out []string) {
		files, err := filepath.Glob("db/migrations/" + dialect + "/*.sql")
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			out = append(out, filepath.Base(f))
		}
		return out
	}
	if lite, my := names("sqlite"), names("mysql"); !slices.Equal(lite, my) {
		t.Errorf("sqlite has %v\nmysql has %v", lite, my)
	}
}

// Every package says in one place what it is for.
func TestEveryPackageIsDocumented(t *testing.T) {
	documented := map[string]bool{}
	each(t, func(path, pkg string) {
		if regexp.MustCompile(`(?m)^// Package `).MatchString(read(t, path)) {
			documented[pkg] = true
		}
	})
	for pkg := range ranks {
		if _, err := os.Stat(pkg); err == nil && !documented[pkg] {
			t.Errorf("package %s has no package comment", pkg)
		}
	}
}

func each(t *testing.T, visit func(path, pkg string)) {
	t.Helper()
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		pkg, _, nested := strings.Cut(filepath.ToSlash(path), "/")
		if slices.Contains(outside, pkg) || !nested || d.IsDir() || !strings.HasSuffix(path, ".go") {
			return nil
		}
		visit(path, pkg)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
