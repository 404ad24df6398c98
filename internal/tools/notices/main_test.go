package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// dir makes a directory of files, named and written in turn.
func dir(t *testing.T, files ...string) string {
	t.Helper()
	d := t.TempDir()
	for i := 0; i < len(files); i += 2 {
		if err := os.WriteFile(filepath.Join(d, files[i]), []byte(files[i+1]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

const mit = "The MIT License\n\nPermission is hereby granted, free of charge, to any person …\n"

func TestNotices(t *testing.T) {
	text, err := notices([]part{
		{"a", "v1", dir(t, "LICENSE", mit)},
		{"b", "v2", dir(t, "copying.txt", strings.ReplaceAll(mit, "\n", "\r\n"), "license.go", "package license")},
		{"c", "v3", dir(t, "LICENSE", "Apache License\nVersion 2.0", "NOTICE", "C by C")},
		{"d", "v4", dir(t, "d.LICENSE.txt", "Mozilla Public License … GNU General Public License")},
		{"e", "v5", dir(t, "package.json", `{"license":"MIT","author":"E"}`)},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"\na v1\nb v2\n\nThe MIT License\n", "\nc v3\n\nC by C\n", "\nd v4\n\nMozilla", "declares the licence MIT; author: E"} {
		if !strings.Contains(text, want) {
			t.Errorf("missing %q in\n%s", want, text)
		}
	}
	if strings.Count(text, "Permission is hereby") != 1 {
		t.Error("an equal text stands twice")
	}
}

func TestNoticesRefuse(t *testing.T) {
	_, err := notices([]part{
		{"copyleft", "v1", dir(t, "LICENSE", "GNU GENERAL PUBLIC LICENSE\nVersion 3")},
		{"silent", "v2", dir(t, "README", "hello")},
		{"strange", "v3", dir(t, "LICENSE", "You may look at it.")},
		{"declared", "v4", dir(t, "package.json", `{"license":"GPL-3.0"}`)},
	})
	if err == nil {
		t.Fatal("all were accepted")
	}
	for _, want := range []string{"copyleft v1: LICENSE is GPL", "silent v2", "strange v3", "declared v4"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("no word of %q in %v", want, err)
		}
	}
}

func TestNpmPackagesAreThoseOfThePages(t *testing.T) {
	web := dir(t, "package-lock.json", `{"packages":{
		"":{"version":"0.0.0"},
		"node_modules/vue":{"version":"3.5.45"},
		"node_modules/a/node_modules/@b/c":{"version":"1.0.0"},
		"node_modules/vite":{"version":"8.3.8","dev":true}}}`)
	parts, err := npmPackages(web)
	if err != nil {
		t.Fatal(err)
	}
	if len(parts) != 2 || parts[1].name != "vue" || parts[1].dir != filepath.Join(web, "node_modules", "vue") {
		t.Errorf("listed %v", parts)
	}
}
