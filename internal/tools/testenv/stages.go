package main

import "context"

// stages is the whole of `make test`, in order. The other commands choose from
// it by name and get what those need with it.
//
// Compiling and checking goes on side by side; from wave 5 on stages have the
// machine to themselves, because tests with deadlines run in them.
func stages() []stage {
	return []stage{
		{wave: 1, name: "programs", prep: true, run: findPrograms},
		{wave: 1, name: "go modules", prep: true, run: downloadModules},
		{wave: 1, name: "npm packages", prep: true, run: installPackages},

		{wave: 2, name: "generate", prep: true, needs: []string{"go modules", "npm packages"}, run: generate},

		{wave: 3, name: "pages", needs: []string{"npm packages"}, run: buildPages},
		{wave: 3, name: "linter", prep: true, needs: []string{"go modules"}, run: buildLinter},

		{wave: 4, name: "generated files", needs: []string{"generate", "pages"}, run: checkGenerated},
		{wave: 4, name: "binary", needs: []string{"pages"}, run: buildBinary},
		{wave: 4, name: "lint", needs: []string{"linter"}, run: lint},
		{wave: 4, name: "licences", needs: []string{"go modules", "npm packages"}, run: checkLicences},
		{wave: 4, name: "front unit tests", needs: []string{"npm packages"}, run: testFront},

		{wave: 5, name: "tools", needs: []string{"go modules"}, run: testTools},
		{
			wave: 6, name: "go on SQLite", needs: []string{"programs", "go modules"},
			uses: []string{hledger}, helps: []string{compiler}, run: testSQLite,
		},
		{
			wave: 7, name: "go on MariaDB + Redis", needs: []string{"programs", "go modules"},
			uses: []string{mariaDB, redis, hledger}, helps: []string{compiler}, run: testMariaDB,
		},
		{wave: 8, name: "fuzz", prep: true, needs: []string{"go modules"}, run: testFuzz},
		{
			wave: 9, name: "browser", needs: []string{"programs", "binary"},
			uses: []string{chromium}, helps: []string{cjkFonts}, run: testBrowser,
		},
	}
}

// commands maps each command of this program to the stages it is for.
func commands() map[string][]string {
	return map[string][]string{
		"test": {
			"generated files", "pages", "binary", "lint", "licences", "front unit tests", "tools",
			"go on SQLite", "go on MariaDB + Redis", "fuzz", "browser",
		},
		"go":      {"tools", "go on SQLite", "go on MariaDB + Redis"},
		"sqlite":  {"go on SQLite"},
		"web":     {"pages", "front unit tests"},
		"browser": {"browser"},
		"lint":    {"lint"},
		"fuzz":    {"fuzz"},
	}
}

// make runs targets of the Makefile, the one place that says how things are built.
func (t *task) make(ctx context.Context, targets ...string) error {
	return t.exec(ctx, t.root, []string{"MAKEFLAGS="}, append([]string{"make", "--no-print-directory"}, targets...)...)
}

func findPrograms(ctx context.Context, t *task) (tally, error) {
	if err := t.programs.find(ctx, t.wanted, t.log); err != nil {
		return tally{}, err
	}
	for _, k := range t.programs.known {
		if path := t.programs.path(k.name); path != "" {
			t.screen.block(k.name + ": " + path)
		}
	}
	return tally{}, nil
}

func downloadModules(ctx context.Context, t *task) (tally, error) {
	for _, dir := range []string{"", "internal/tools"} {
		if err := t.exec(ctx, t.path(dir), nil, "go", "mod", "download"); err != nil {
			return tally{}, err
		}
	}
	return tally{}, nil
}

func installPackages(ctx context.Context, t *task) (tally, error) {
	return tally{}, t.make(ctx, "npm-packages")
}

func buildPages(ctx context.Context, t *task) (tally, error) { return tally{}, t.make(ctx, "pages") }

func buildBinary(ctx context.Context, t *task) (tally, error) { return tally{}, t.make(ctx, "build") }

func buildLinter(ctx context.Context, t *task) (tally, error) { return tally{}, t.make(ctx, "linter") }

func checkLicences(ctx context.Context, t *task) (tally, error) {
	return tally{}, t.make(ctx, "notices")
}

func lint(ctx context.Context, t *task) (tally, error) { return tally{}, t.make(ctx, "lint-only") }

// testTools tests this program and the other tools, which are modules of their own.
func testTools(ctx context.Context, t *task) (tally, error) {
	return t.goTest(ctx, t.path("internal", "tools"), t.plainGo(ctx), nil, "-count=1", "./...")
}
