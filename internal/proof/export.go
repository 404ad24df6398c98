package proof

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
)

// The files of an export: one JSON object a line.
const (
	journalFile    = "journals.jsonl"
	blockFile      = "blocks.jsonl"
	checkpointFile = "checkpoints.jsonl"
)

// JournalLine is a journal without a name or an amount: what its leaf is made of.
type JournalLine struct {
	ID          Int      `json:"id"`
	Height      Int      `json:"height"`
	Leaf        Digest   `json:"leaf"`
	Commitments []Digest `json:"commitments"` // of the head and of each entry; empty where the month's key was destroyed
}

// BlockLine is a block.
type BlockLine struct {
	Alg      string `json:"alg"`
	Epoch    Int    `json:"epoch"`
	Lane     int16  `json:"lane"`
	Height   Int    `json:"height"`
	Prev     Digest `json:"prev"`
	FirstSeq Int    `json:"first_seq"`
	LastSeq  Int    `json:"last_seq"`
	Root     Digest `json:"root"`
	Hash     Digest `json:"hash"`
}

// CheckpointLine is a signed note.
type CheckpointLine struct {
	No   Int    `json:"no"`
	Note string `json:"note"`
}

// Export writes the whole chain into a directory that exists and is empty, from
// one snapshot.
func Export(tx *db.Tx, keys *ledger.Keys, dir string) (err error) {
	algs := map[ledger.Head]ledger.Alg{}
	for _, part := range []struct {
		name  string
		write func(put func(any) error) error
	}{
		{blockFile, func(put func(any) error) error {
			return ledger.EachBlock(tx, func(b ledger.Block) error {
				algs[ledger.Head{Lane: b.Lane, Height: b.Height}] = b.Alg
				return put(BlockLine{
					b.Alg.String(), Int(b.Epoch), b.Lane, Int(b.Height), Digest(b.Prev), Int(b.FirstSeq), Int(b.LastSeq), Digest(b.Root), Digest(b.Hash),
				})
			})
		}},
		{journalFile, func(put func(any) error) error { return exportJournals(tx, keys, algs, put) }},
		{checkpointFile, func(put func(any) error) error { return exportCheckpoints(tx, put) }},
	} {
		if err := writeLines(filepath.Join(dir, part.name), part.write); err != nil {
			return err
		}
	}
	return nil
}

func exportJournals(tx *db.Tx, keys *ledger.Keys, algs map[ledger.Head]ledger.Alg, put func(any) error) error {
	return ledger.EachJournal(tx, func(p ledger.Posted) error {
		line := JournalLine{Int(p.ID), Int(p.Height), Digest(p.Leaf), []Digest{}}
		key, err := keys.Of(tx, p.Period)
		switch {
		case errors.Is(err, ledger.ErrKeyLost): // forgotten on purpose: the leaf still chains
		case err != nil:
			return err
		default:
			alg := algs[ledger.Head{Lane: ledger.LaneOf(p.ID), Height: p.Height}]
			line.Commitments = digests(ledger.NewHasher(max(alg, ledger.SHA256), key).Commitments(p))
		}
		return put(line)
	})
}

func exportCheckpoints(tx *db.Tx, put func(any) error) error {
	newest, err := ledger.NewestCheckpoint(tx)
	if errors.Is(err, ledger.ErrNoCheckpoint) {
		return nil
	}
	if err != nil {
		return err
	}
	for no := int64(1); no <= newest.ID; no++ {
		c, err := ledger.CheckpointByNo(tx, no)
		if err != nil {
			return err
		}
		if err := put(CheckpointLine{Int(c.ID), c.Note}); err != nil {
			return err
		}
	}
	return nil
}

func writeLines(name string, write func(put func(any) error) error) (err error) {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return fmt.Errorf("proof: %w", err)
	}
	out := bufio.NewWriter(f)
	defer func() { err = errors.Join(err, out.Flush(), f.Close()) }()
	lines := json.NewEncoder(out)
	return write(func(v any) error { return lines.Encode(v) })
}

// eachLine reads a file of an export.
func eachLine[T any](dir, name string, see func(T) error) error {
	f, err := os.Open(filepath.Join(dir, name))
	if err != nil {
		return fmt.Errorf("proof: %w", err)
	}
	defer func() { _ = f.Close() }()
	lines := json.NewDecoder(bufio.NewReader(f))
	for n := 1; ; n++ {
		var v T
		err := lines.Decode(&v)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return &Broken{fmt.Sprintf("%s 第 %d 行读不出来：%v", name, n, err)}
		}
		if err := see(v); err != nil {
			return err
		}
	}
}
