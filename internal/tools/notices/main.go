// Command notices writes the licences of everything that a delivered yigou
// contains, Go modules and front-end packages, into one file, and fails when
// one of them has no licence or one that the product cannot be shipped with.
//
//	notices [-out FILE]    in the repository's root, after `go mod download` and `npm ci`
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// part is one third party's work inside the product.
type part struct {
	name, version string
	dir           string // where its files are
}

// copied is work of others that lies in the repository itself.
var copied = []part{{"redoc", "2.5.4", "internal/httpapi/docs"}}

func main() {
	out := flag.String("out", "build/THIRD_PARTY_NOTICES.txt", "file to write")
	program := flag.String("program", "./cmd/yigou", "package whose dependencies are delivered")
	flag.Parse()
	if err := write(context.Background(), *program, *out); err != nil {
		fmt.Fprintln(os.Stderr, "notices:", err)
		os.Exit(1)
	}
}

func write(ctx context.Context, program, out string) error {
	modules, err := goModules(ctx, program)
	if err != nil {
		return err
	}
	packages, err := npmPackages("web")
	if err != nil {
		return err
	}
	text, err := notices(slices.Concat(modules, packages, copied))
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(out), 0o755); err != nil {
		return err
	}
	return os.WriteFile(out, []byte(text), 0o644)
}

// notices joins the licence texts of all parts; equal texts stand once.
func notices(parts []part) (string, error) {
	var errs []error
	owners := map[string][]string{} // licence text → who stands under it
	var order []string
	for _, p := range parts {
		texts, err := licences(p.dir)
		if err != nil {
			errs = append(errs, fmt.Errorf("%s %s: %w", p.name, p.version, err))
			continue
		}
		for _, text := range texts {
			if owners[text] == nil {
				order = append(order, text)
			}
			owners[text] = append(owners[text], p.name+" "+p.version)
		}
	}
	if err := errors.Join(errs...); err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString("Yigou contains the work of others, listed here with the licences under which it is used.\n")
	for _, text := range order {
		fmt.Fprintf(&b, "\n%s\n%s\n\n%s\n", strings.Repeat("=", 80), strings.Join(owners[text], "\n"), text)
	}
	return b.String(), nil
}

// licences reads the licence and notice files of a directory.
func licences(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var texts []string
	known := false
	for _, e := range entries {
		if e.IsDir() || !isLicence(e.Name()) {
			continue
		}
		raw, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return nil, err
		}
		text := strings.TrimSpace(strings.ReplaceAll(string(raw), "\r\n", "\n"))
		family := family(text)
		if slices.Contains(refused, family) {
			return nil, fmt.Errorf("%s is %s: the product cannot be shipped with it", e.Name(), family)
		}
		known = known || family != ""
		texts = append(texts, text)
	}
	if declared := declaration(dir); !known && declared != "" {
		return []string{declared}, nil
	}
	if !known {
		return nil, errors.New("no licence that this program knows: read it, then teach it here")
	}
	return texts, nil
}

// declaration stands in for a licence file that an npm package left out: what
// its package.json declares, where that is a licence to be shipped with.
func declaration(dir string) string {
	raw, err := os.ReadFile(filepath.Join(dir, "package.json"))
	if err != nil {
		return ""
	}
	var declared struct {
		Licence string `json:"license"`
		Author  any    `json:"author"`
	}
	if json.Unmarshal(raw, &declared) != nil {
		return ""
	}
	if !slices.Contains([]string{"MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0"}, declared.Licence) {
		return ""
	}
	return fmt.Sprintf("Its package declares the licence %s; author: %v", declared.Licence, declared.Author)
}

// licenceName is LICENSE, COPYING.md, NOTICE, redoc.LICENSE.txt …, and no source file.
var licenceName = regexp.MustCompile(`(?i)(^|\.)(licen[cs]e|unlicense|copying|copyright|notice)[^/]*$`)

func isLicence(name string) bool {
	return licenceName.MatchString(name) && !slices.Contains([]string{".go", ".js", ".ts", ".html"}, filepath.Ext(name))
}

// families are told apart by a phrase each of them has; the first hit counts.
var families = []struct{ phrase, name string }{
	{"GNU AFFERO GENERAL PUBLIC LICENSE", "AGPL"},
	{"GNU LESSER GENERAL PUBLIC LICENSE", "LGPL"},
	{"GNU GENERAL PUBLIC LICENSE", "GPL"},
	{"Server Side Public License", "SSPL"},
	{"Mozilla Public License", "MPL"},
	{"Apache License", "Apache"},
	{"SIL OPEN FONT LICENSE", "OFL"},
	{"Permission is hereby granted, free of charge", "MIT"},
	{"Redistribution and use in source and binary forms", "BSD"},
	{"Permission to use, copy, modify, and/or distribute", "ISC"},
	{"Permission to use, copy, modify, and distribute", "ISC"},
	{"This is free and unencumbered software", "Unlicense"},
	{"CC0 1.0 Universal", "CC0"},
}

// refused would oblige whoever ships the product to more than keeping a notice.
var refused = []string{"AGPL", "LGPL", "GPL", "SSPL"}

// family is the licence a text begins with, or empty.
func family(text string) string {
	head := text[:min(len(text), 3000)]
	best, name := len(head), ""
	for _, f := range families {
		if at := strings.Index(strings.ToLower(head), strings.ToLower(f.phrase)); at >= 0 && at < best {
			best, name = at, f.name
		}
	}
	return name
}
