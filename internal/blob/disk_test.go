package blob

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"
)

func open(t *testing.T, dir string) *Disk {
	t.Helper()
	d, err := OpenDisk(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	return d
}

func put(t *testing.T, s Store, key, text string) {
	t.Helper()
	if err := s.Put(t.Context(), key, strings.NewReader(text)); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, s Store, key string) string {
	t.Helper()
	f, err := s.Open(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	b, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// files lists every file under dir, parts included.
func files(t *testing.T, dir string) (names []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			rel, _ := filepath.Rel(dir, path)
			names = append(names, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestDisk(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "not", "yet", "there")
	var s Store = open(t, dir)
	put(t, s, "media/7f/7f00-640.jpg", "one")
	put(t, s, "flat", "")
	put(t, s, "media/7f/7f00-640.jpg", "second")
	if got := read(t, s, "media/7f/7f00-640.jpg"); got != "second" {
		t.Errorf("read %q", got)
	}
	if got := read(t, s, "flat"); got != "" {
		t.Errorf("read %q", got)
	}
	info, err := s.Stat(t.Context(), "media/7f/7f00-640.jpg")
	if err != nil || info.Size != 6 || time.Since(info.Modified).Abs() > time.Hour {
		t.Errorf("Stat = %+v, %v", info, err)
	}
	again := open(t, dir)
	if got := read(t, again, "media/7f/7f00-640.jpg"); got != "second" {
		t.Errorf("after opening again: %q", got)
	}
	if got := files(t, dir); len(got) != 2 {
		t.Errorf("files %q", got)
	}
}

func TestDiskSeeks(t *testing.T) {
	d := open(t, t.TempDir())
	put(t, d, "k", "0123456789")
	f, err := d.Open(t.Context(), "k")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.Seek(-3, io.SeekEnd); err != nil {
		t.Fatal(err)
	}
	if b, _ := io.ReadAll(f); string(b) != "789" {
		t.Errorf("read %q", b)
	}
}

func TestNotFound(t *testing.T) {
	d := open(t, t.TempDir())
	put(t, d, "dir/file", "x")
	for _, key := range []string{"nothing", "dir", "dir/nothing", "dir/file/below", "../dir/file", "/etc/passwd", "", ".part"} {
		if _, err := d.Open(t.Context(), key); !errors.Is(err, ErrNotFound) {
			t.Errorf("Open(%q): %v", key, err)
		}
		if _, err := d.Stat(t.Context(), key); !errors.Is(err, ErrNotFound) {
			t.Errorf("Stat(%q): %v", key, err)
		}
	}
}

func TestKeysStayInside(t *testing.T) {
	outer := t.TempDir()
	d := open(t, filepath.Join(outer, "store"))
	for _, key := range []string{
		"", ".", "..", "../x", "a/../../x", "/x", "x/", "a//b", "a/./b", ".part/x", ".hidden", "a/.b",
		"A", "图", "a b", "a\\b", "a\x00b", "c:x", strings.Repeat("a", maxKey+1),
	} {
		if err := d.Put(t.Context(), key, strings.NewReader("x")); !errors.Is(err, ErrKey) {
			t.Errorf("Put(%q): %v", key, err)
		}
	}
	if got := files(t, outer); len(got) != 0 {
		t.Errorf("files %q", got)
	}
}

func TestALinkDoesNotLeadOutside(t *testing.T) {
	outer := t.TempDir()
	if err := os.WriteFile(filepath.Join(outer, "secret"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	d := open(t, filepath.Join(outer, "store"))
	if err := os.Symlink("../secret", filepath.Join(outer, "store", "link")); err != nil {
		t.Fatal(err)
	}
	if f, err := d.Open(t.Context(), "link"); err == nil {
		_ = f.Close()
		t.Error("a link out of the store opens")
	}
}

func TestFailedPutChangesNothing(t *testing.T) {
	dir := t.TempDir()
	d := open(t, dir)
	put(t, d, "k", "before")
	ctx, cancel := context.WithCancel(t.Context())
	for name, c := range map[string]struct {
		ctx  context.Context
		r    io.Reader
		want error
	}{
		"reader fails": {t.Context(), io.MultiReader(strings.NewReader("half"), iotest.ErrReader(io.ErrUnexpectedEOF)), io.ErrUnexpectedEOF},
		"context ends": {ctx, io.MultiReader(strings.NewReader("half"), readerFunc(func([]byte) (int, error) { cancel(); return 0, nil })), context.Canceled},
	} {
		if err := d.Put(c.ctx, "k", c.r); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
		if got := read(t, d, "k"); got != "before" {
			t.Errorf("%s: k is %q", name, got)
		}
		if got := files(t, dir); len(got) != 1 {
			t.Errorf("%s: files %q", name, got)
		}
	}
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

// TestConcurrentPutsAreWhole: readers beside writers of one key see one of the
// written texts, never a mixture and never nothing.
func TestConcurrentPutsAreWhole(t *testing.T) {
	d := open(t, t.TempDir())
	texts := [][]byte{bytes.Repeat([]byte("a"), 100_000), bytes.Repeat([]byte("b"), 70_000)}
	put(t, d, "k", string(texts[0]))
	var all sync.WaitGroup
	for _, text := range texts {
		all.Go(func() {
			for range 20 {
				if err := d.Put(t.Context(), "k", bytes.NewReader(text)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for range 200 {
		if got := []byte(read(t, d, "k")); !bytes.Equal(got, texts[0]) && !bytes.Equal(got, texts[1]) {
			t.Fatalf("%d bytes that nobody wrote", len(got))
		}
	}
	all.Wait()
}

func TestOpenRemovesWhatACrashLeft(t *testing.T) {
	dir := t.TempDir()
	open(t, dir)
	old, fresh := filepath.Join(dir, partDir, "old"), filepath.Join(dir, partDir, "fresh")
	for _, name := range []string{old, fresh} {
		if err := os.WriteFile(name, []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	yesterday := time.Now().Add(-2 * forgotten)
	if err := os.Chtimes(old, yesterday, yesterday); err != nil {
		t.Fatal(err)
	}
	open(t, dir)
	if got := files(t, dir); len(got) != 1 || got[0] != partDir+"/fresh" {
		t.Errorf("files %q, want the fresh part alone", got)
	}
}

func TestDirectoryThatCannotBe(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenDisk(file); err == nil {
		t.Error("a file opens as a store")
	}
}
