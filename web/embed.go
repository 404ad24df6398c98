// Package web carries the built pages of the three fronts inside the binary.
//
// dist is written by `npm run build` (with .br and .gz beside every text file).
// A binary compiled before that answers each page with unbuilt.html, so that the
// API can be built and run with Go alone.
package web

import (
	"embed"
	"errors"
	"io/fs"
	"strings"
)

//go:embed all:dist
var dist embed.FS

//go:embed unbuilt.html unbuilt.css
var unbuilt embed.FS

// FS holds shop.html, station.html, office.html, assets/ and the public files at its root.
func FS() fs.FS {
	sub, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // the directory is embedded: only a wrong path above reaches this
	}
	return built{sub}
}

// Built tells whether the pages were built before the binary was compiled.
func Built() bool {
	_, err := dist.Open("dist/shop.html")
	return err == nil
}

// built serves dist and falls back to unbuilt.html, with its style sheet, for a
// page that is not there.
type built struct{ fs.FS }

func (b built) Open(name string) (fs.File, error) {
	f, err := b.FS.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		switch {
		case strings.HasSuffix(name, ".html"):
			return unbuilt.Open("unbuilt.html")
		case name == "unbuilt.css":
			return unbuilt.Open(name)
		}
	}
	return f, err
}
