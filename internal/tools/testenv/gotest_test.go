package main

import (
	"io"
	"strings"
	"testing"
)

func readStream(t *testing.T, stream string) (*testReader, string) {
	t.Helper()
	var said strings.Builder
	r := &testReader{screen: &screen{w: &said}}
	if err := r.read(strings.NewReader(stream), io.Discard); err != nil {
		t.Fatal(err)
	}
	return r, said.String()
}

func TestReaderCountsLeaves(t *testing.T) {
	r, said := readStream(t, `
{"Action":"run","Package":"p","Test":"TestA"}
{"Action":"run","Package":"p","Test":"TestA/one"}
{"Action":"run","Package":"p","Test":"TestA/two"}
{"Action":"run","Package":"p","Test":"TestA/two/deep"}
{"Action":"pass","Package":"p","Test":"TestA/one"}
{"Action":"output","Package":"p","Test":"TestA/two/deep","Output":"want 3 fen, got 4\n"}
{"Action":"fail","Package":"p","Test":"TestA/two/deep"}
{"Action":"fail","Package":"p","Test":"TestA/two"}
{"Action":"fail","Package":"p","Test":"TestA"}
{"Action":"run","Package":"p","Test":"TestB"}
{"Action":"skip","Package":"p","Test":"TestB"}
{"Action":"fail","Package":"p","Elapsed":0.5}
`)
	if want := (tally{Passed: 1, Failed: 1, Skipped: 1}); r.total != want {
		t.Errorf("counted %v, want %v", r.total, want)
	}
	if story := strings.Join(r.failures, "\n"); !strings.Contains(story, "want 3 fen, got 4") {
		t.Errorf("the failed test's words are lost: %q", story)
	}
	if !strings.Contains(said, "1 passed, 1 failed, 1 skipped") {
		t.Errorf("the package's line is lost: %q", said)
	}
}

func TestReaderCountsParentThatFailsByItself(t *testing.T) {
	r, _ := readStream(t, `
{"Action":"run","Package":"p","Test":"TestA"}
{"Action":"run","Package":"p","Test":"TestA/one"}
{"Action":"pass","Package":"p","Test":"TestA/one"}
{"Action":"fail","Package":"p","Test":"TestA"}
{"Action":"fail","Package":"p"}
`)
	if want := (tally{Passed: 1, Failed: 1}); r.total != want {
		t.Errorf("counted %v, want %v", r.total, want)
	}
}

func TestReaderCountsTestCutShort(t *testing.T) {
	r, _ := readStream(t, `
{"Action":"run","Package":"p","Test":"TestA"}
{"Action":"output","Package":"p","Test":"TestA","Output":"panic: out of lots\n"}
{"Action":"fail","Package":"p"}
`)
	if r.total.Failed != 1 || !strings.Contains(strings.Join(r.failures, ""), "panic: out of lots") {
		t.Errorf("counted %v, said %q", r.total, r.failures)
	}
}

func TestReaderCountsPackageThatDoesNotBuild(t *testing.T) {
	r, _ := readStream(t, `
{"ImportPath":"p [p.test]","Action":"build-output","Output":"p/a.go:3:1: undefined: Fen\n"}
{"ImportPath":"p [p.test]","Action":"build-fail"}
{"Action":"start","Package":"p"}
{"Action":"output","Package":"p","Output":"FAIL\tp [build failed]\n"}
{"Action":"fail","Package":"p","Elapsed":0,"FailedBuild":"p [p.test]"}
`)
	if want := (tally{Failed: 1}); r.total != want {
		t.Errorf("counted %v, want %v", r.total, want)
	}
	if story := strings.Join(r.failures, ""); !strings.Contains(story, "undefined: Fen") {
		t.Errorf("the compiler's words are lost: %q", story)
	}
}

func TestReaderKeepsWhatIsNoEvent(t *testing.T) {
	r, _ := readStream(t, "go: go.mod: unknown directive: wants\n")
	if len(r.failures) != 1 || r.failures[0] != "go: go.mod: unknown directive: wants" {
		t.Errorf("kept %q", r.failures)
	}
}

func TestReaderTellsOfEachPackage(t *testing.T) {
	var heard []int
	r := &testReader{screen: &screen{w: io.Discard}, onPackage: func(done int) { heard = append(heard, done) }}
	stream := `{"Action":"pass","Package":"a"}` + "\n" + `{"Action":"skip","Package":"b"}` + "\n"
	if err := r.read(strings.NewReader(stream), io.Discard); err != nil {
		t.Fatal(err)
	}
	if len(heard) != 2 || heard[1] != 2 {
		t.Errorf("heard %v", heard)
	}
}
