package pictures

import (
	"embed"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

//go:embed *.jpg
var files embed.FS

//go:embed captions.json
var captionsJSON []byte

// captions maps every picture's name to its Chinese caption.
var captions = readCaptions() //nolint:gochecknoglobals // read once from the embedded file

func readCaptions() map[string]string {
	var m map[string]string
	if err := json.Unmarshal(captionsJSON, &m); err != nil {
		panic(fmt.Sprintf("pictures: captions.json: %v", err)) // the file is embedded: only a broken build reaches this
	}
	return m
}

// Picture returns the named drawing as a JPEG of 1200 by 1200 pixels, and
// whether there is one. The bytes are the caller's own.
func Picture(name string) ([]byte, bool) {
	file, err := files.ReadFile(name + ".jpg")
	return file, err == nil
}

// Caption returns the Chinese alternative text of the named drawing, and
// whether there is one.
func Caption(name string) (string, bool) {
	text, ok := captions[name]
	return text, ok
}

// Names lists every drawing, sorted.
func Names() []string {
	return slices.Sorted(maps.Keys(captions))
}
