package vault

import (
	"encoding/hex"
	"fmt"
	"testing"
)

// TestDerivationIsStable pins the derivation of keys and the sealed form: a
// change of either would make every stored index and value useless.
func TestDerivationIsStable(t *testing.T) {
	const (
		index  = "da05b338d665c4a6d06ce618ac6661428641a0d185ed588c210c6145ec3f646d"
		sealed = "01000178b5f2d32014bd248ecb318c7308d5fca0ea6f0e838f0c9daa5143c8491fecdd03796c8def"
	)
	v := mustNew(t, key(1, 'a'))
	if got := fmt.Sprintf("%x", v.Blind("phone", "13800000000")); got != index {
		t.Errorf("Blind = %s, want %s", got, index)
	}
	raw, err := hex.DecodeString(sealed)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := v.Open(raw, "household:1"); err != nil || got != "邓小苗" {
		t.Errorf("a value sealed by the first release opens as %q, %v", got, err)
	}
}
