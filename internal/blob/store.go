package blob

import (
	"context"
	"errors"
	"io"
	"regexp"
	"time"

	"github.com/yigou/yigou/internal/fault"
)

// Store keeps files by key. All methods may be called by many goroutines.
type Store interface {
	// Put stores all of r under key, replacing what was there in one step. If
	// r fails or ctx ends, nothing has changed. Errors: ErrKey.
	Put(ctx context.Context, key string, r io.Reader) error
	// Open reads key; close it. Errors: ErrNotFound.
	Open(ctx context.Context, key string) (io.ReadSeekCloser, error)
	// Stat describes key without reading it. Errors: ErrNotFound.
	Stat(ctx context.Context, key string) (Info, error)
}

// Info describes a stored file.
type Info struct {
	Size     int64 // bytes
	Modified time.Time
}

var (
	// ErrNotFound: nothing is stored under the key.
	ErrNotFound = fault.New(fault.NotFound, "blob.not_found", "找不到这个文件，可能已被替换，请刷新页面")
	// ErrKey: the key is not one of this package's form. Keys are made by the
	// program, so this is a mistake in it.
	ErrKey = errors.New("blob: a key is lower-case words of letters, digits, ., _ and -, joined by /")
)

// key is what ValidKey accepts: no word begins with a point, so that no key
// meets ".", ".." or the store's own files.
var key = regexp.MustCompile(`^[a-z0-9_-][a-z0-9._-]*(/[a-z0-9_-][a-z0-9._-]*)*$`)

const maxKey = 200

// ValidKey reports whether s is a key: words of a-z, 0-9, ., _ and -, none
// beginning with a point, joined by /, at most 200 characters.
func ValidKey(s string) bool {
	return len(s) <= maxKey && key.MatchString(s)
}
