package ledger_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/yigoutest"
)

func newLog(t testing.TB, d *db.DB, key string, alg ledger.Alg) *ledger.Log {
	t.Helper()
	l, err := ledger.NewLog(ledger.LogOptions{DB: d, Key: key, Alg: alg})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func newKey(t testing.TB) string {
	t.Helper()
	private, public, err := ledger.NewSigningKey("books.example/log")
	if err != nil {
		t.Fatal(err)
	}
	if derived, err := ledger.PublicKey(private); err != nil || derived != public {
		t.Fatalf("%s %v, want %s", derived, err, public)
	}
	return private
}

func take(t testing.TB, l *ledger.Log) (ledger.Checkpoint, bool) {
	t.Helper()
	c, fresh, err := l.Take(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return c, fresh
}

// TestCheckpointsGrow takes a checkpoint after every few blocks, far beyond the
// first kept level of the tree, and proves every block in the newest one and
// every checkpoint to be its beginning.
func TestCheckpointsGrow(t *testing.T) {
	s := newSimulator(t, 3)
	l := newLog(t, s.db, newKey(t), ledger.SHA256)
	if _, fresh := take(t, l); fresh {
		t.Error("an empty log was signed")
	}
	var all []ledger.Checkpoint
	for round := range 7 {
		for range 10 + 17*round {
			s.post(s.pay(s.id(), 100))
		}
		yigoutest.Clock(t, s.db).Advance(time.Hour)
		c, fresh := take(t, l)
		if !fresh || c.ID != int64(len(all)+1) {
			t.Fatalf("checkpoint %d is %+v", round, c)
		}
		all = append(all, c)
		if again, fresh := take(t, l); fresh || again.ID != c.ID {
			t.Errorf("nothing new was signed as %d", again.ID)
		}
		said, err := l.Verifiers().Open(c.Note)
		if err != nil || said.Size != c.Size || said.Root != c.Root || said.No != c.ID || fmt.Sprint(said.Heads) != fmt.Sprint(c.Heads) {
			t.Fatalf("the note says %+v (%v), the checkpoint is %+v", said, err, c)
		}
	}
	last := all[len(all)-1]
	if last.Size < 300 {
		t.Fatalf("only %d blocks", last.Size)
	}
	s.view(func(tx *db.Tx) error {
		for height := range last.Size {
			wantPlace(t, tx, height+1, last)
		}
		for _, c := range all {
			path, err := ledger.ConsistencyProof(tx, c, last)
			if err != nil || !ledger.Consistent(c.Alg, c.Size, last.Size, path, c.Root, last.Root) {
				t.Errorf("checkpoint %d is not the beginning of the last: %v", c.ID, err)
			}
			if ledger.Consistent(c.Alg, c.Size, last.Size, path, last.Root, c.Root) && c.ID != last.ID {
				t.Error("a wrong root is consistent")
			}
		}
		return nil
	})
}

func wantPlace(t *testing.T, tx *db.Tx, height int64, c ledger.Checkpoint) {
	t.Helper()
	b, leaves, err := ledger.BlockOf(tx, 0, height)
	if err != nil || len(leaves) != int(b.LastSeq-b.FirstSeq+1) {
		t.Fatalf("%v, %d leaves", err, len(leaves))
	}
	p, err := ledger.PlaceOf(tx, 0, height)
	if err != nil || p.Checkpoint.ID != c.ID {
		t.Fatalf("block %d: %v in %d", height, err, p.Checkpoint.ID)
	}
	root, ok := ledger.RootOfPath(c.Alg, p.Index, c.Size, ledger.Hash(c.Alg.HashLeaf(b.Hash[:])), p.Path)
	if !ok || root != c.Root {
		t.Fatalf("block %d is not in checkpoint %d", height, c.ID)
	}
}

// TestChangeOfAlgorithm changes to SM3: only behind a checkpoint that both
// algorithms signed.
func TestChangeOfAlgorithm(t *testing.T) {
	s := newSimulator(t, 4)
	key := newKey(t)
	for range 5 {
		s.post(s.pay(s.id(), 100))
	}
	first, _ := take(t, newLog(t, s.db, key, ledger.SHA256))
	s.post(s.pay(s.id(), 100))
	toSM3 := newLog(t, s.db, key, ledger.SM3)
	bridge, fresh := take(t, toSM3)
	if !fresh || bridge.ID != 3 || bridge.Size != 6 || bridge.Alg != ledger.SM3 {
		t.Fatalf("the bridge is %+v", bridge)
	}
	for range 5 {
		s.post(s.pay(s.id(), 100))
	}
	last, _ := take(t, toSM3)
	verify(t, s.db)
	s.view(func(tx *db.Tx) error {
		old, err := ledger.CheckpointByNo(tx, 2)
		if err != nil || old.Alg != ledger.SHA256 || old.Size != bridge.Size {
			t.Fatalf("the old algorithm signed %+v, %v", old, err)
		}
		for _, pair := range [][2]ledger.Checkpoint{{first, old}, {bridge, last}} {
			path, err := ledger.ConsistencyProof(tx, pair[0], pair[1])
			if err != nil || !ledger.Consistent(pair[0].Alg, pair[0].Size, pair[1].Size, path, pair[0].Root, pair[1].Root) {
				t.Errorf("%d is not the beginning of %d: %v", pair[0].ID, pair[1].ID, err)
			}
		}
		if _, err := ledger.ConsistencyProof(tx, first, last); !errors.Is(err, ledger.ErrOtherAlg) {
			t.Errorf("%v", err)
		}
		for height, want := range map[int64]ledger.Alg{6: ledger.SHA256, 7: ledger.SM3, 11: ledger.SM3} {
			wantPlace(t, tx, height, last)
			if b, _, _ := ledger.BlockOf(tx, 0, height); b.Alg != want {
				t.Errorf("block %d is made with %s", height, b.Alg)
			}
		}
		return nil
	})
}

// What does not chain is not signed.
func TestABrokenChainIsNotSigned(t *testing.T) {
	s := newSimulator(t, 5)
	for range 3 {
		s.post(s.pay(s.id(), 100))
	}
	execSQL(t, s.db, `UPDATE ledger_lane SET head = (SELECT root FROM ledger_block WHERE height = 3)`)
	_, _, err := newLog(t, s.db, newKey(t), ledger.SHA256).Take(t.Context())
	if err == nil || !strings.Contains(err.Error(), "ends at block 3") {
		t.Errorf("%v", err)
	}
	s.view(func(tx *db.Tx) error {
		if _, err := ledger.NewestCheckpoint(tx); !errors.Is(err, ledger.ErrNoCheckpoint) {
			t.Errorf("%v", err)
		}
		return nil
	})
}

// A note that another key signed, or that was touched, is refused.
func TestNotes(t *testing.T) {
	s := newSimulator(t, 6)
	s.post(s.pay(s.id(), 100))
	l := newLog(t, s.db, newKey(t), ledger.SHA256)
	c, _ := take(t, l)
	other := newLog(t, s.db, newKey(t), ledger.SHA256)
	for name, note := range map[string]string{
		"size":  strings.Replace(c.Note, "\n1\n", "\n2\n", 1),
		"heads": strings.Replace(c.Note, "heads 0:1", "heads 0:2", 1),
	} {
		if _, err := l.Verifiers().Open(note); err == nil || note == c.Note {
			t.Errorf("a changed %s was accepted", name)
		}
	}
	if _, err := other.Verifiers().Open(c.Note); err == nil {
		t.Error("a stranger's key was accepted")
	}
	if _, err := ledger.ReadStatement("a\nb\n"); !errors.Is(err, ledger.ErrNote) {
		t.Errorf("%v", err)
	}
}
