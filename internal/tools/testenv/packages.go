package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// testKit is the package that gives tests their database; who imports it, or
// what stands below it, depends on the engine.
const testKit = modulePath + "/internal/yigoutest"

const modulePath = "github.com/yigou/yigou"

// goPackage is a package that has tests.
type goPackage struct {
	path    string
	imports []string // of its tests
	tests   []string // its test files
}

// short is the path inside the repository.
func (p goPackage) short() string { return strings.TrimPrefix(p.path, modulePath+"/") }

// testedPackages lists the product's packages that have tests.
func (s *session) testedPackages(ctx context.Context) ([]goPackage, error) {
	const format = `{{.ImportPath}}|{{.Dir}}|{{join .TestImports " "}} {{join .XTestImports " "}}|{{join .TestGoFiles " "}} {{join .XTestGoFiles " "}}`
	listed, err := output(ctx, s.root, "go", "list", "-f", format, "./...")
	if err != nil {
		return nil, err
	}
	var all []goPackage
	for line := range strings.Lines(listed) {
		fields := strings.Split(strings.TrimSpace(line), "|")
		p := goPackage{path: fields[0], imports: strings.Fields(fields[2])}
		for file := range strings.FieldsSeq(fields[3]) {
			p.tests = append(p.tests, filepath.Join(fields[1], file))
		}
		if len(p.tests) > 0 {
			all = append(all, p)
		}
	}
	return all, nil
}

// onServers reports whether the package's tests behave differently when the
// servers of the environment are there.
func (p goPackage) onServers() (bool, error) {
	if slices.ContainsFunc(p.imports, func(i string) bool { return i == testKit || strings.HasPrefix(i, testKit+"/") }) {
		return true, nil
	}
	for _, file := range p.tests {
		source, err := os.ReadFile(file)
		if err != nil {
			return false, err
		}
		if bytes.Contains(source, []byte("YIGOU_TEST_MYSQL")) || bytes.Contains(source, []byte("YIGOU_TEST_REDIS")) {
			return true, nil
		}
	}
	return false, nil
}

// serverPackages are the packages to be tested again with servers beside them.
func (s *session) serverPackages(ctx context.Context) ([]goPackage, error) {
	all, err := s.testedPackages(ctx)
	if err != nil {
		return nil, err
	}
	var chosen []goPackage
	for _, p := range all {
		depends, err := p.onServers()
		if err != nil {
			return nil, err
		}
		if depends {
			chosen = append(chosen, p)
		}
	}
	if len(chosen) == 0 {
		return nil, fmt.Errorf("no package's tests import %s: nothing would be tested on MariaDB", testKit)
	}
	return chosen, nil
}
