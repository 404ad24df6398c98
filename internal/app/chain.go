package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/yigou/yigou/internal/config"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/outbox"
)

// demoLog names the log of a key that nobody configured.
const demoLog = "yigou.example/books"

// openLog reads the key that signs checkpoints. Without one in the settings,
// which production refuses, a key is made once and kept beside the data.
func (a *App) openLog(ctx context.Context) (err error) {
	key := string(a.Config.Ledger.LogKey)
	if key == "" {
		if key, err = a.fileKey(ctx); err != nil {
			return err
		}
	}
	alg, _ := ledger.ParseAlg(a.Config.Ledger.Hash) // validated; 0 is the default
	a.Chain, err = ledger.NewLog(ledger.LogOptions{DB: a.DB, Key: key, Before: a.Config.Ledger.OldKeys, Alg: alg})
	return err
}

func (a *App) fileKey(ctx context.Context) (string, error) {
	path := a.Config.LogKeyFile()
	raw, err := os.ReadFile(path)
	if err == nil {
		return strings.TrimSpace(string(raw)), nil
	}
	if !errors.Is(err, fs.ErrNotExist) || a.Config.Env == config.Production {
		return "", fmt.Errorf("app: the key of checkpoints: %w", err)
	}
	private, public, err := ledger.NewSigningKey(demoLog)
	if err != nil {
		return "", fmt.Errorf("app: the key of checkpoints: %w", err)
	}
	if err := writeOnce(path, private+"\n"); err != nil {
		return "", err
	}
	a.Log.WarnContext(ctx, "A NEW KEY SIGNS CHECKPOINTS, made because ledger.log_key is empty; fine for a demo, never for real books",
		"file", path, "public", public)
	raw, err = os.ReadFile(path) // another process may have been first
	return strings.TrimSpace(string(raw)), err
}

// keepWitness writes a checkpoint's note to a file outside of the database: a
// restored backup of the database alone then contradicts it (I7).
func (a *App) keepWitness(_ context.Context, t outbox.Task) error {
	var ref ledger.WitnessRef
	if err := t.Decode(&ref); err != nil {
		return err
	}
	return writeOnce(filepath.Join(a.Config.WitnessDir(), fmt.Sprintf("%06d.note", ref.No)), ref.Note)
}

// writeOnce writes a file that is not there; what is there stays. The witness of
// a fork gets a name of its own: both sides must be seen.
func writeOnce(path, text string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("app: %w", err)
	}
	for i := 0; ; i++ {
		name := path
		if i > 0 {
			name = fmt.Sprintf("%s.%d", path, i)
		}
		f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if err == nil {
			_, err = f.WriteString(text)
			return errors.Join(err, f.Close())
		}
		if !errors.Is(err, fs.ErrExist) {
			return fmt.Errorf("app: %w", err)
		}
		old, err := os.ReadFile(name)
		if err != nil {
			return fmt.Errorf("app: %w", err)
		}
		if string(old) == text || strings.HasPrefix(text, "PRIVATE+KEY+") {
			return nil
		}
	}
}

// witnessed reads every note in the witness directory.
func (a *App) witnessed() ([]string, error) {
	names, err := filepath.Glob(filepath.Join(a.Config.WitnessDir(), "*.note*"))
	if err != nil {
		return nil, fmt.Errorf("app: witnesses: %w", err)
	}
	notes := make([]string, len(names))
	for i, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("app: witnesses: %w", err)
		}
		notes[i] = string(raw)
	}
	return notes, nil
}
