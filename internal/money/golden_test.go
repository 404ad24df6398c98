package money

import (
	"bytes"
	"encoding/json"
	"flag"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
)

var update = flag.Bool("update", false, "write testdata/golden.json anew")

const goldenFile = "testdata/golden.json"

// golden is one vector of P13: Go, the web client and any outside verifier
// give the same parts.
type golden struct {
	Op     string  `json:"op"` // split or retract
	Amount int64   `json:"amount"`
	W      []int64 `json:"w"`
	Parts  []int64 `json:"parts"`
}

// TestGolden holds the code to the vectors in testdata/golden.json. With
// -update they are computed anew, by the big.Int reference and not by the code.
func TestGolden(t *testing.T) {
	if *update {
		if err := os.WriteFile(goldenFile, encodeGolden(t, goldenVectors()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	raw, err := os.ReadFile(goldenFile)
	if err != nil {
		t.Fatal(err)
	}
	var vectors []golden
	if err := json.Unmarshal(raw, &vectors); err != nil {
		t.Fatal(err)
	}
	if len(vectors) != goldenCount {
		t.Fatalf("%d vectors, want %d", len(vectors), goldenCount)
	}
	checkVectors(t, vectors)
}

// TestGoldenMany is P13 at length: 10⁵ vectors, checked here and written to the
// file YIGOU_GOLDEN names, where the web client's test reads them again.
func TestGoldenMany(t *testing.T) {
	path := os.Getenv("YIGOU_GOLDEN")
	if path == "" {
		return
	}
	vectors := drawVectors(rand.New(rand.NewPCG(13, 100_000)), 100_000)
	checkVectors(t, vectors)
	if err := os.WriteFile(path, encodeGolden(t, vectors), 0o644); err != nil {
		t.Fatal(err)
	}
}

func checkVectors(t *testing.T, vectors []golden) {
	t.Helper()
	apply := map[string]func(int64, []int64) []int64{"split": split, "retract": retract}
	for i, v := range vectors {
		if got := apply[v.Op](v.Amount, v.W); !slices.Equal(got, v.Parts) {
			t.Errorf("vector %d: %s(%d, %v) = %v, want %v", i, v.Op, v.Amount, v.W, got, v.Parts)
		}
	}
}

const goldenCount = 2000

func goldenVectors() []golden { return drawVectors(rand.New(rand.NewPCG(20, 26)), goldenCount) }

func drawVectors(r *rand.Rand, n int) []golden {
	vectors := make([]golden, 0, n)
	for i := range n / 2 {
		w := goldenWeights(r, i)
		amount := r.Int64N(scale(r, int64(MaxFen)))
		vectors = append(vectors, golden{"split", amount, w, referenceSplit(amount, w)})
		c := goldenWeights(r, i)
		back := r.Int64N(min(sum(c), int64(MaxFen)) + 1)
		vectors = append(vectors, golden{"retract", back, c, referenceRetract(back, c, belowWebster(back, c))})
	}
	return vectors
}

// goldenWeights draws mostly short lists, every fiftieth one of 64, with zeros
// and ties among them.
func goldenWeights(r *rand.Rand, i int) []int64 {
	n := 1 + r.IntN(8)
	if i%50 == 49 {
		n = onStack
	}
	w := make([]int64, n)
	for j := range w {
		switch limit := scale(r, maxWeight); r.IntN(8) {
		case 0:
			w[j] = 0
		case 1:
			w[j] = w[max(0, j-1)]
		default:
			w[j] = r.Int64N(limit)
		}
	}
	w[r.IntN(n)]++
	return w
}

// scale is a random power of ten from 10 to most.
func scale(r *rand.Rand, most int64) int64 {
	limit := int64(10)
	for range r.IntN(13) {
		limit = min(limit*10, most)
	}
	return limit
}

// encodeGolden writes one vector a line.
func encodeGolden(t *testing.T, vectors []golden) []byte {
	t.Helper()
	lines := make([][]byte, len(vectors))
	for i, v := range vectors {
		line, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		lines[i] = line
	}
	return slices.Concat([]byte("[\n"), bytes.Join(lines, []byte(",\n")), []byte("\n]\n"))
}
