package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// goModules lists the modules whose packages are compiled into pkg.
func goModules(ctx context.Context, pkg string) ([]part, error) {
	const format = "{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Version}}\t{{.Dir}}{{end}}{{end}}"
	cmd := exec.CommandContext(ctx, "go", "list", "-deps", "-f", format, pkg)
	cmd.Stderr = os.Stderr
	listed, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	var parts []part
	for line := range strings.Lines(string(listed)) {
		if fields := strings.Split(strings.TrimSpace(line), "\t"); len(fields) == 3 {
			parts = append(parts, part{fields[0], fields[1], fields[2]})
		}
	}
	return sorted(parts), nil
}

// npmPackages lists what of web/package-lock.json the pages are made from;
// packages that only build or test them are not shipped.
func npmPackages(web string) ([]part, error) {
	raw, err := os.ReadFile(filepath.Join(web, "package-lock.json"))
	if err != nil {
		return nil, err
	}
	var lock struct {
		Packages map[string]struct {
			Version  string `json:"version"`
			Dev      bool   `json:"dev"`
			Optional bool   `json:"optional"`
			Peer     bool   `json:"peer"`
		} `json:"packages"`
	}
	if err := json.Unmarshal(raw, &lock); err != nil {
		return nil, fmt.Errorf("package-lock.json: %w", err)
	}
	var parts []part
	for path, p := range lock.Packages {
		if path == "" || p.Dev || p.Optional || p.Peer {
			continue
		}
		_, name, _ := strings.Cut(path, "node_modules/")
		parts = append(parts, part{name, p.Version, filepath.Join(web, path)})
	}
	return sorted(parts), nil
}

func sorted(parts []part) []part {
	slices.SortFunc(parts, func(a, b part) int {
		return cmp.Or(strings.Compare(a.name, b.name), strings.Compare(a.version, b.version))
	})
	return slices.Compact(parts)
}
