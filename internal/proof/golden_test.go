package proof

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"testing"

	"golang.org/x/mod/sumdb/note"

	"github.com/yigou/yigou/internal/ledger"
)

var update = flag.Bool("update", false, "write testdata/golden.json anew")

const goldenFile = "testdata/golden.json"

// goldenKey signs the vectors and nothing else.
const (
	goldenKey    = "PRIVATE+KEY+golden.example/books+81896f17+AQABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"
	goldenPublic = "golden.example/books+81896f17+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
)

// goldenVectors are documents that Go and the browser must judge alike (P13).
type goldenVectors struct {
	PublicKey string     `json:"public_key"`
	Documents []Document `json:"documents"`
}

// TestGolden computes the vectors anew and compares every byte.
func TestGolden(t *testing.T) {
	got, err := json.MarshalIndent(makeGolden(t), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	got = append(got, '\n')
	if *update {
		if err := os.WriteFile(goldenFile, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(goldenFile)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("the vectors have changed: proofs printed on paper would no longer verify")
	}
	keys, err := ledger.NewVerifiers(goldenPublic)
	if err != nil {
		t.Fatal(err)
	}
	var v goldenVectors
	if err := json.Unmarshal(want, &v); err != nil || v.PublicKey != goldenPublic {
		t.Fatal(err)
	}
	for i, d := range v.Documents {
		if _, err := Verify(d, keys); err != nil {
			t.Errorf("vector %d: %v", i, err)
		}
	}
}

// makeGolden proves entries of journals of every size from 2 to 17, in blocks
// and logs of growing size, one in five by SM3.
func makeGolden(t *testing.T) goldenVectors {
	t.Helper()
	r := rand.New(rand.NewPCG(13, 26))
	v := goldenVectors{PublicKey: goldenPublic}
	for i := range 40 {
		alg := ledger.SHA256
		if i%5 == 4 {
			alg = ledger.SM3
		}
		v.Documents = append(v.Documents, goldenDocument(t, r, alg, i))
	}
	return v
}

func goldenDocument(t *testing.T, r *rand.Rand, alg ledger.Alg, i int) Document {
	t.Helper()
	const firstSeq = 100
	key := fmt.Appendf(nil, "the salt key of vector %d", i)
	journals, leaves := make([]ledger.Posted, 1+r.IntN(20)), []ledger.Hash{}
	root := ledger.NewTree(alg)
	for j := range journals {
		journals[j] = goldenJournal(r, ledger.JournalID(3, int64(firstSeq+j)))
		journals[j].Leaf = ledger.NewHasher(alg, key).Leaf(journals[j])
		leaves = append(leaves, ledger.Hash(alg.HashLeaf(journals[j].Leaf[:])))
		root.Add(journals[j].Leaf[:])
	}
	at := r.IntN(len(journals))
	p := journals[at]
	d := Document{Format: Format, Leaf: Digest(p.Leaf)}
	if err := d.open(ledger.NewHasher(alg, key), alg, p, r.IntN(p.N)); err != nil {
		t.Fatal(err)
	}
	b := ledger.Block{
		Lane: 3, Height: int64(i + 1), Root: root.Sum(), Alg: alg, Prev: randomHash(r),
		FirstSeq: firstSeq, LastSeq: firstSeq + int64(len(journals)) - 1, Epoch: r.Int64(),
	}
	b.Hash = b.Sum()
	d.Block = Block{
		alg.String(), Int(b.Epoch), b.Lane, Int(b.Height), Digest(b.Prev), Int(b.FirstSeq), Int(b.LastSeq),
		Digest(b.Root), Digest(b.Hash), digests(pathOf(t, alg, leaves, at)),
	}
	d.Log = goldenLog(t, r, alg, b, i)
	return d
}

func goldenJournal(r *rand.Rand, id int64) ledger.Posted {
	n := 2 + r.IntN(16)
	p := ledger.Posted{
		ID: id, Book: r.Int32(), Kind: ledger.E3Sign, Ref: r.Int64(), RefSeq: r.Int64(), Order: r.Int64(), Period: 202611,
		EffectiveUS: r.Int64(), PostedUS: r.Int64(), N: n, Gross: r.Int64(), Actor: r.Int64(), ReqHash: randomHash(r),
	}
	for ord := 1; ord <= n; ord++ {
		p.Entries = append(p.Entries, ledger.Entry{
			Ord: ord, Account: ledger.AccountID(r.Int64()), Amount: r.Int64N(1e13) - 5e12, Dim: r.Int64(), Row: r.Int64(),
		})
	}
	return p
}

func goldenLog(t *testing.T, r *rand.Rand, alg ledger.Alg, b ledger.Block, i int) *Log {
	t.Helper()
	leaves := make([]ledger.Hash, 1+r.IntN(40*(i+1)))
	at := r.IntN(len(leaves))
	for j := range leaves {
		h := randomHash(r)
		if j == at {
			h = b.Hash
		}
		leaves[j] = ledger.Hash(alg.HashLeaf(h[:]))
	}
	signer, err := note.NewSigner(goldenKey)
	if err != nil {
		t.Fatal(err)
	}
	s := ledger.Statement{
		Origin: signer.Name(), Size: int64(len(leaves)), Root: ledger.RootOf(alg, leaves), Alg: alg, No: int64(i + 1),
		AtUS: 1_795_000_000_000_000 + int64(i)*1_000_000, Heads: []ledger.Head{{Lane: 0, Height: 7}, {Lane: 3, Height: b.Height}},
	}
	signed, err := note.Sign(&note.Note{Text: s.Text()}, signer)
	if err != nil {
		t.Fatal(err)
	}
	return &Log{Int(at), digests(pathOf(t, alg, leaves, at)), string(signed)}
}

func pathOf(t *testing.T, alg ledger.Alg, leaves []ledger.Hash, at int) []ledger.Hash {
	t.Helper()
	path, err := ledger.Path(alg, leaves, at)
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func randomHash(r *rand.Rand) (h ledger.Hash) {
	for i := range h {
		h[i] = byte(r.Uint32())
	}
	return h
}
