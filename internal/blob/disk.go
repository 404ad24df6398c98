package blob

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"runtime"
	"syscall"
	"time"
)

// Disk is a Store in a local directory: a file per key, in directories named
// by the key. It survives a crash at any moment.
type Disk struct {
	root *os.Root
}

// partDir holds files that are being written. No key begins with a point.
const partDir = ".part"

// forgotten is how old a part must be before nobody can be writing it any more.
const forgotten = 24 * time.Hour

// OpenDisk opens the store in dir, which is made if it is missing. Close it.
func OpenDisk(dir string) (*Disk, error) {
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return nil, fmt.Errorf("blob: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("blob: %w", err)
	}
	d := &Disk{root}
	if err := d.clean(); err != nil {
		return nil, errors.Join(fmt.Errorf("blob: %w", err), root.Close())
	}
	return d, nil
}

// Close ends the use of the directory.
func (d *Disk) Close() error { return d.root.Close() }

// clean makes partDir and removes what crashed processes left in it.
func (d *Disk) clean() error {
	if err := d.root.MkdirAll(partDir, 0o750); err != nil {
		return err
	}
	parts, err := fs.ReadDir(d.root.FS(), partDir)
	if err != nil {
		return err
	}
	for _, p := range parts {
		info, err := p.Info()
		if err != nil || time.Since(info.ModTime()) < forgotten {
			continue // gone or fresh: another process is writing
		}
		if err := d.root.Remove(path.Join(partDir, p.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// Put is Store.Put: written and synced aside, renamed into place, and the
// directories synced.
func (d *Disk) Put(ctx context.Context, key string, r io.Reader) error {
	if !ValidKey(key) {
		return ErrKey
	}
	part := path.Join(partDir, rand.Text())
	if err := d.write(part, contextReader{ctx, r}); err != nil {
		return errors.Join(fmt.Errorf("blob: put %s: %w", key, err), d.discard(part))
	}
	if err := d.place(part, key); err != nil {
		return errors.Join(fmt.Errorf("blob: put %s: %w", key, err), d.discard(part))
	}
	return nil
}

func (d *Disk) write(name string, r io.Reader) error {
	f, err := d.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o640)
	if err != nil {
		return err
	}
	if _, err := io.Copy(f, r); err != nil {
		return errors.Join(err, f.Close())
	}
	if err := f.Sync(); err != nil {
		return errors.Join(err, f.Close())
	}
	return f.Close()
}

// place renames part to key and syncs every directory from there to the root.
func (d *Disk) place(part, key string) error {
	dir := path.Dir(key)
	if err := d.root.MkdirAll(dir, 0o750); err != nil {
		return err
	}
	if err := d.root.Rename(part, key); err != nil {
		return err
	}
	for ; ; dir = path.Dir(dir) {
		if err := d.sync(dir); err != nil {
			return err
		}
		if dir == "." {
			return nil
		}
	}
}

func (d *Disk) sync(dir string) error {
	if runtime.GOOS == "windows" {
		return nil // it has no such call; NTFS journals its directories
	}
	f, err := d.root.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// discard removes a part that did not become a file.
func (d *Disk) discard(part string) error {
	if err := d.root.Remove(part); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// Open is Store.Open.
func (d *Disk) Open(_ context.Context, key string) (io.ReadSeekCloser, error) {
	if !ValidKey(key) {
		return nil, ErrNotFound
	}
	f, err := d.root.Open(key)
	if err != nil {
		return nil, notFound(err)
	}
	info, err := f.Stat()
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	if !info.Mode().IsRegular() {
		return nil, errors.Join(ErrNotFound, f.Close())
	}
	return f, nil
}

// Stat is Store.Stat.
func (d *Disk) Stat(_ context.Context, key string) (Info, error) {
	if !ValidKey(key) {
		return Info{}, ErrNotFound
	}
	info, err := d.root.Stat(key)
	if err != nil {
		return Info{}, notFound(err)
	}
	if !info.Mode().IsRegular() {
		return Info{}, ErrNotFound
	}
	return Info{Size: info.Size(), Modified: info.ModTime()}, nil
}

func notFound(err error) error {
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return ErrNotFound
	}
	return fmt.Errorf("blob: %w", err)
}

// contextReader fails when its context ends.
type contextReader struct {
	ctx context.Context
	r   io.Reader
}

func (c contextReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}
