package main

import (
	"os"
	"path/filepath"
	"testing"
)

// module writes a small module with the product's path into the session's root.
func module(t *testing.T, s *session, files map[string]string) {
	t.Helper()
	files["go.mod"] = "module " + modulePath + "\n\ngo 1.26.0\n"
	for name, content := range files {
		path := filepath.Join(s.root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestPackages(t *testing.T) {
	s, _ := testSession(t)
	module(t, s, map[string]string{
		"internal/yigoutest/world/w.go": "package world\n",
		"internal/stock/s_test.go":      "package stock\n\nimport _ \"" + testKit + "/world\"\n",
		"internal/cache/c_test.go":      "package cache\n\nconst at = \"YIGOU_TEST_REDIS\"\n",
		"internal/money/m_test.go": "package money\n\nimport \"testing\"\n\n" +
			"func FuzzParse(f *testing.F) {}\n\nfunc TestParse(t *testing.T) {}\n",
		"internal/untested/u.go": "package untested\n",
	})
	var got []string
	chosen, err := s.serverPackages(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range chosen {
		got = append(got, p.short())
	}
	if len(got) != 2 || got[0] != "internal/cache" || got[1] != "internal/stock" {
		t.Errorf("depend on servers: %v", got)
	}
	targets, err := s.fuzzTargets(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(targets) != 1 || targets[0].name != "FuzzParse" || targets[0].pkg.short() != "internal/money" {
		t.Errorf("fuzz targets: %v", targets)
	}
	parts, err := s.parts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(parts) != 3+2+1+1 {
		t.Errorf("%d parts to prove, not 3 on SQLite, 2 on MariaDB, the shared vectors and 1 fuzz target", len(parts))
	}
}

func TestNothingForMariaDBIsAnError(t *testing.T) {
	s, _ := testSession(t)
	module(t, s, map[string]string{"internal/money/m_test.go": "package money\n"})
	if _, err := s.serverPackages(t.Context()); err == nil {
		t.Error("a MariaDB stage without a test is accepted")
	}
}
