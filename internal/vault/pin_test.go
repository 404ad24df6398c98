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
		sealed = "010001c7b6252b3ebe969c7efc54d82c3fbc1d52191500358c006b598caad3f7b8f886fda81360c6"
	)
	v := mustNew(t, key(1, 'a'))
	if got := fmt.Sprintf("%x", v.Blind("phone", "13800000000")); got != index {
		t.Errorf("Blind = %s, want %s", got, index)
	}
	raw, err := hex.DecodeString(sealed)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := v.Open(raw, "household:1"); err != nil || got != "蒋小芳" {
		t.Errorf("a value sealed by the first release opens as %q, %v", got, err)
	}
}
