package pictures_test

import (
	"bytes"
	"image/jpeg"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/yigou/yigou/internal/demo/pictures"
)

func TestEveryCaptionHasItsPicture(t *testing.T) {
	names := pictures.Names()
	if len(names) < 60 {
		t.Errorf("%d pictures, the demo needs 60 or more", len(names))
	}
	for _, name := range names {
		file, ok := pictures.Picture(name)
		if !ok {
			t.Errorf("%s has a caption and no picture", name)
			continue
		}
		if len(file) > 60_000 {
			t.Errorf("%s: %d bytes, at most 60,000", name, len(file))
		}
		size, err := jpeg.DecodeConfig(bytes.NewReader(file))
		if err != nil || size.Width != 1200 || size.Height != 1200 {
			t.Errorf("%s: %d×%d, %v; want a JPEG of 1200×1200", name, size.Width, size.Height, err)
		}
		if text, _ := pictures.Caption(name); strings.TrimSpace(text) == "" {
			t.Errorf("%s: empty caption", name)
		}
	}
}

func TestEveryPictureHasItsCaption(t *testing.T) {
	files, err := fs.Glob(os.DirFS("."), "*.jpg")
	if err != nil {
		t.Fatal(err)
	}
	names := pictures.Names()
	for _, file := range files {
		if !slices.Contains(names, strings.TrimSuffix(file, ".jpg")) {
			t.Errorf("%s has no caption", file)
		}
	}
}

func TestUnknownPicture(t *testing.T) {
	if file, ok := pictures.Picture("../pictures"); ok || file != nil {
		t.Error("a name outside the set gave a file")
	}
	if _, ok := pictures.Caption("nothing"); ok {
		t.Error("a name outside the set gave a caption")
	}
}
