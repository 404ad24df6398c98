package household_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/household/registergen"
	"github.com/yigou/yigou/internal/sheet"
	"github.com/yigou/yigou/internal/yigoutest"
)

func generate(t testing.TB, o registergen.Options) ([]byte, registergen.Truth) {
	t.Helper()
	var b bytes.Buffer
	truth, err := registergen.Write(&b, o)
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), truth
}

func (h *house) load(t testing.TB, file []byte, change func(*household.ImportInput)) household.ImportRun {
	t.Helper()
	run, err := h.tryLoad(t, bytes.NewReader(file), change)
	if err != nil {
		t.Fatal(err)
	}
	return run
}

func (h *house) tryLoad(t testing.TB, file io.Reader, change func(*household.ImportInput)) (household.ImportRun, error) {
	t.Helper()
	in := household.ImportInput{By: office, FileName: "名单.xlsx", FindVillage: h.findVillage}
	if change != nil {
		change(&in)
	}
	return h.Import(t.Context(), h.db, file, in)
}

func (h *house) errorsOf(t testing.TB, run household.ImportRun) []household.RowError {
	t.Helper()
	var errs []household.RowError
	h.view(t, func(tx *db.Tx) (err error) {
		errs, err = household.ImportErrors(tx, run.ID, 0, 1000)
		return err
	})
	return errs
}

// wantErrors compares the rejected and skipped lines with the truth.
func wantErrors(t testing.TB, errs []household.RowError, truth registergen.Truth) {
	t.Helper()
	rejected, skipped := map[int]string{}, []int{}
	for _, e := range errs {
		if e.Reason == "" {
			t.Errorf("line %d: no reason", e.Line)
		}
		switch e.Outcome {
		case household.Rejected:
			rejected[e.Line] = strings.Replace(e.Name, "联系电话", "户/人联系电话", 1)
			if e.Column == "" {
				t.Errorf("line %d: no column", e.Line)
			}
		case household.Skipped:
			skipped = append(skipped, e.Line)
		}
	}
	if !maps.Equal(rejected, truth.Rejected) {
		t.Errorf("rejected %v\nwant %v", rejected, truth.Rejected)
	}
	if !slices.Equal(skipped, truth.Skipped) {
		t.Errorf("skipped %v\nwant %v", skipped, truth.Skipped)
	}
}

func (h *house) total(t testing.TB) (households, persons int) {
	t.Helper()
	h.view(t, func(tx *db.Tx) error {
		counts, err := household.Counts(tx, district)
		for _, c := range counts {
			households += c.Households
			persons += c.Persons
		}
		return err
	})
	return households, persons
}

// The whole register of the district: 8,664 households and 25,157 persons with
// 50 dirty rows (domain.md §1, issue "spine" 5).
func TestImportOfTheWholeRegister(t *testing.T) {
	dir := t.TempDir()
	d, err := db.Open(t.Context(), db.Options{DataDir: dir, Clock: clock.NewFake(yigoutest.Start), Node: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	if err := d.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	h := over(t, d)
	file, truth := generate(t, registergen.Options{Seed: 1, Households: 8664, Persons: 25157, Dirty: 50, Villages: h.villages()})
	if truth.Rows != 25157 || len(truth.Rejected) != 50 {
		t.Fatalf("the file has %d rows, %d dirty", truth.Rows, len(truth.Rejected))
	}

	began := time.Now()
	run := h.load(t, file, nil)
	t.Logf("%d rows in %v", run.Rows, time.Since(began).Round(time.Millisecond))
	if run.Rows != 25157 || run.Rejected != 50 || run.Skipped != len(truth.Skipped) ||
		run.New != truth.Households || run.Persons != truth.Persons || run.State != household.ImportDone {
		t.Errorf("run = %+v, truth %d households, %d persons, %d skipped", run, truth.Households, truth.Persons, len(truth.Skipped))
	}
	wantErrors(t, h.errorsOf(t, run), truth)
	if n, p := h.total(t); n != truth.Households || p != truth.Persons {
		t.Errorf("the register has %d households, %d persons; want %d, %d", n, p, truth.Households, truth.Persons)
	}

	again := h.load(t, file, nil)
	if again.New != 0 || again.Changed != 0 || again.Same != truth.Households || again.Persons != truth.Persons || again.Rejected != 50 {
		t.Errorf("the second run changed something: %+v", again)
	}
	if n, p := h.total(t); n != truth.Households || p != truth.Persons {
		t.Errorf("after the second run %d households, %d persons", n, p)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	wantAbsent(t, dir, append(slices.Clone(registergen.Dropped), "50019919400101", "19900000001"))
}

// wantAbsent looks for words in every byte of a data directory.
func wantAbsent(t *testing.T, dir string, words []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, db.FileName+"*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no database in %s: %v", dir, err)
	}
	for _, name := range files {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range words {
			if bytes.Contains(content, []byte(w)) {
				t.Errorf("%q stands in %s", w, filepath.Base(name))
			}
		}
		if filepath.Base(name) == db.FileName && !bytes.Contains(content, []byte("桂香村")) {
			t.Errorf("%s does not even hold the villages: looked into the wrong file", name)
		}
	}
}

func TestDryRunWritesNoHousehold(t *testing.T) {
	h := open(t)
	file, truth := generate(t, registergen.Options{Seed: 2, Households: 60, Persons: 170, Dirty: 20, Villages: h.villages()})
	run := h.load(t, file, func(in *household.ImportInput) { in.DryRun = true })
	if run.New != truth.Households || run.Rejected != 20 || !run.DryRun {
		t.Errorf("dry run = %+v", run)
	}
	wantErrors(t, h.errorsOf(t, run), truth)
	if n, _ := h.total(t); n != 0 {
		t.Errorf("a dry run wrote %d households", n)
	}
}

// A corrected file brings in what was rejected and touches nothing else.
func TestCorrectedFileFillsTheGaps(t *testing.T) {
	h := open(t)
	o := registergen.Options{Seed: 3, Households: 60, Persons: 170, Dirty: 20, Villages: h.villages()}
	dirty, truth := generate(t, o)
	first := h.load(t, dirty, nil)
	o.Dirty = 0
	clean, _ := generate(t, o)
	second := h.load(t, clean, nil)
	if first.New != truth.Households || second.New != 60-first.New || second.Same != first.New || second.Changed != 0 || second.Persons != 170 {
		t.Errorf("first %+v\nsecond %+v", first, second)
	}
}

// list is a small file written by hand: rows of the kept columns.
func list(t testing.TB, rows ...[]string) []byte {
	t.Helper()
	heads := []string{"乡镇", "村", "组", "户编号", "姓名", "证件号码", "人数", "与户主关系", "电话", "户类型", "监测对象类型", "风险是否消除"}
	titles := make([]sheet.Head, len(heads))
	for i, h := range heads {
		titles[i].Title = h
	}
	w, err := sheet.NewWriter("名单", titles)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = w.Close() }()
	for _, r := range rows {
		cells := make([]any, len(heads))
		for i := range r {
			cells[i] = r[i]
		}
		if err := w.Row(cells...); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if _, err := w.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func head(code, name, no, kind, monitor, cleared string) []string {
	return []string{"紫照镇", "桂香", "三组", code, name, no, "4", "户主", "19900001234", kind, monitor, cleared}
}

func (h *house) one(t testing.TB, code string) household.Household {
	t.Helper()
	var found []household.Household
	h.view(t, func(tx *db.Tx) (err error) {
		found, _, err = h.Search(tx, district, code, "", 10)
		return err
	})
	if len(found) != 1 {
		t.Fatalf("%d households have code %s", len(found), code)
	}
	return found[0]
}

func TestImportedHouseholdAsItIsShown(t *testing.T) {
	h := open(t)
	h.load(t, list(t, head("500155000001", "欧阳小芳", idNo(1), "脱贫户", "边缘易致贫户", "是")), nil)
	got := h.one(t, "500155000001")
	got.ID = 0
	want := household.Household{
		Code: "500155000001", Region: guixiang + "03", VillageName: "桂香村", GroupName: "3组", MaskedName: "欧阳**",
		Status:  household.Status{Kind: household.Monitored, Monitor: household.Edge, RiskCleared: true},
		Persons: 4, State: household.Active,
	}
	if got != want {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

// The words of every year are understood; history keeps when it changed.
func TestKindsKeepTheirDays(t *testing.T) {
	h := open(t)
	load := func(day clock.Day, kind, monitor, cleared string) household.ImportRun {
		return h.load(t, list(t, head("500155000001", "邓小苗", idNo(1), kind, monitor, cleared)),
			func(in *household.ImportInput) { in.AsOf = day })
	}
	load(20200101, "一般贫困户", "", "")
	load(20210601, "监测对象", "脱贫不稳定户", "否")
	if run := load(20220601, "监测对象", "脱贫不稳定户", "已消除"); run.Changed != 1 || run.New != 0 {
		t.Errorf("run = %+v", run)
	}
	id := h.one(t, "500155000001").ID
	for day, want := range map[clock.Day]household.Status{
		20200101: {Kind: household.Lifted},
		20210531: {Kind: household.Lifted},
		20210601: {Kind: household.Monitored, Monitor: household.Unstable},
		20220601: {Kind: household.Monitored, Monitor: household.Unstable, RiskCleared: true},
		20261123: {Kind: household.Monitored, Monitor: household.Unstable, RiskCleared: true},
	} {
		h.view(t, func(tx *db.Tx) error {
			m, err := household.StatusOn(tx, []int64{id}, day)
			if m[id] != want {
				t.Errorf("on %v it was %+v, want %+v", day, m[id], want)
			}
			return err
		})
	}
}

func TestRowsOfOneHouseholdNeedNotStandTogether(t *testing.T) {
	h := open(t)
	member := func(code, name, no string) []string {
		r := head(code, name, no, "脱贫户", "", "")
		r[6], r[7] = "", "之子"
		return r
	}
	a, b := head("500155000001", "邓小苗", idNo(1), "脱贫户", "", ""), head("500155000002", "王建国", idNo(2), "脱贫户", "", "")
	a[6], b[6] = "", ""
	run := h.load(t, list(t, member("500155000001", "邓小明", idNo(3)), b, a, member("500155000002", "王小红", idNo(4)), member("500155000001", "邓小云", idNo(5))), nil)
	if run.New != 2 || run.Persons != 5 {
		t.Errorf("run = %+v", run)
	}
	if p := h.one(t, "500155000001").Persons; p != 3 {
		t.Errorf("the first household has %d persons", p)
	}
}

func TestMistakesOfAHousehold(t *testing.T) {
	h := open(t)
	h.load(t, list(t, head("500155000009", "王建国", idNo(9), "脱贫户", "", "")), nil)
	member := head("500155000001", "邓小明", idNo(2), "脱贫户", "", "")
	member[7] = "之子"
	disabled := head("500155000004", "李大山", idNo(4)+"44", "脱贫户", "", "") // a disability card's number
	run := h.load(t, list(t,
		member, // 2: no head's row at all
		head("500155000002", "邓小苗", idNo(9), "脱贫户", "", ""), // 3: heads another household in the register
		head("500155000003", "张三丰", idNo(3), "脱贫户", "", ""),
		head("500155000003", "张四丰", idNo(5), "脱贫户", "", ""), // 5: a second head
		disabled,
	), nil)
	var got []string
	for _, e := range h.errorsOf(t, run) {
		got = append(got, string(e.Outcome)+" "+e.Reason)
	}
	want := []string{
		"skipped 这一户没有户主这一行，整户没有导入",
		"rejected 这个证件号码已是户编号 500155000009 的户主",
		"rejected 这一户已有户主，在第 4 行",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if run.New != 2 {
		t.Errorf("run = %+v", run)
	}
	h.view(t, func(tx *db.Tx) error {
		found, _, err := h.Search(tx, district, "李大山", "", 10)
		if len(found) != 1 {
			t.Errorf("a number with a disability's mark was not taken: %v", found)
		}
		return err
	})
}

func TestImportStaysInsideTheCallersRegion(t *testing.T) {
	h := open(t)
	file := list(t, head("500155000001", "邓小苗", idNo(1), "脱贫户", "", ""))
	run := h.load(t, file, func(in *household.ImportInput) { in.By.Region = "500155201" })
	if run.New != 0 || run.Rejected != 1 {
		t.Errorf("run = %+v", run)
	}
	h.view(t, func(tx *db.Tx) error {
		if _, err := household.GetImport(tx, guixiang, run.ID); err == nil {
			t.Error("another town's import can be read")
		}
		runs, err := household.ImportRuns(tx, district, 0, 10)
		if len(runs) != 1 || runs[0].Rejected != 1 {
			t.Errorf("runs = %+v", runs)
		}
		return err
	})
}

func TestFileWithoutItsColumnsIsRefused(t *testing.T) {
	h := open(t)
	_, err := h.tryLoad(t, strings.NewReader("户编号,姓名\n500155000001,邓小苗\n"), nil)
	if !errors.Is(err, sheet.ErrHeader) {
		t.Errorf("error = %v", err)
	}
	h.view(t, func(tx *db.Tx) error {
		runs, err := household.ImportRuns(tx, district, 0, 10)
		if len(runs) != 1 || runs[0].State != household.ImportFailed || runs[0].Failure == "" {
			t.Errorf("runs = %+v", runs)
		}
		return err
	})
	if n, _ := h.total(t); n != 0 {
		t.Errorf("%d households", n)
	}
}

// stopping is a connection that breaks in the middle of the file.
type stopping struct {
	r     io.Reader
	after int
}

var errGone = errors.New("connection reset")

func (s *stopping) Read(p []byte) (int, error) {
	if s.after <= 0 {
		return 0, errGone
	}
	n, err := s.r.Read(p[:min(len(p), s.after)])
	s.after -= n
	return n, err
}

func TestBrokenUploadCanBeRepeated(t *testing.T) {
	h := open(t)
	file, _ := generate(t, registergen.Options{Seed: 4, Households: 30, Persons: 90, Villages: h.villages()})
	run, err := h.tryLoad(t, &stopping{bytes.NewReader(file), len(file) / 2}, nil)
	if !errors.Is(err, errGone) || run.State != household.ImportFailed {
		t.Errorf("run = %+v, %v", run, err)
	}
	if again := h.load(t, file, nil); again.New != 30 {
		t.Errorf("again = %+v", again)
	}
}

// While one import is read a second one is refused; one whose process died does
// not block for ever.
func TestOneImportAtATime(t *testing.T) {
	h := open(t)
	ctx, cancel := context.WithCancel(t.Context())
	r, w := io.Pipe()
	first := make(chan error)
	go func() {
		_, err := h.Import(ctx, h.db, r, household.ImportInput{By: office, FindVillage: h.findVillage})
		first <- err
	}()
	if _, err := w.Write([]byte("PK\x03\x04")); err != nil { // the first import is reading now
		t.Fatal(err)
	}
	_, err := h.tryLoad(t, strings.NewReader(""), nil)
	if !errors.Is(err, household.ErrImportRunning) {
		t.Errorf("a second import: %v", err)
	}
	h.clock.Advance(3 * time.Minute)
	h.load(t, list(t, head("500155000001", "邓小苗", idNo(1), "脱贫户", "", "")), nil)
	cancel()
	if err := w.CloseWithError(errGone); err != nil {
		t.Fatal(err)
	}
	if err := <-first; err == nil {
		t.Error("the broken import succeeded")
	}
}
