package vault

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func key(id uint16, fill byte) Key {
	return Key{ID: id, Secret: bytes.Repeat([]byte{fill}, MinSecret)}
}

func mustNew(t *testing.T, keys ...Key) *Vault {
	t.Helper()
	v, err := New(keys...)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func mustSeal(t *testing.T, v *Vault, plain, aad string) []byte {
	t.Helper()
	sealed, err := v.Seal(plain, aad)
	if err != nil {
		t.Fatal(err)
	}
	return sealed
}

func TestOpenReadsWhatSealWrote(t *testing.T) {
	v := mustNew(t, key(1, 'a'))
	rapid.Check(t, func(rt *rapid.T) {
		plain, aad := rapid.String().Draw(rt, "plain"), rapid.String().Draw(rt, "aad")
		sealed := mustSeal(t, v, plain, aad)
		if len(sealed) != len(plain)+Overhead {
			rt.Fatalf("sealed %d bytes into %d", len(plain), len(sealed))
		}
		got, err := v.Open(sealed, aad)
		if err != nil || got != plain {
			rt.Fatalf("Open = %q, %v; want %q", got, err, plain)
		}
		if _, err := v.Open(sealed, aad+"x"); !errors.Is(err, ErrTampered) {
			rt.Fatalf("opened in another place: %v", err)
		}
	})
}

func TestSealedValueHidesText(t *testing.T) {
	v := mustNew(t, key(1, 'a'))
	one, two := mustSeal(t, v, "500228199001011234", "p"), mustSeal(t, v, "500228199001011234", "p")
	if bytes.Contains(one, []byte("5002")) {
		t.Error("plain text inside the sealed value")
	}
	if bytes.Equal(one, two) {
		t.Error("equal texts give equal sealed values")
	}
}

func TestEveryFlippedBitIsNoticed(t *testing.T) {
	v := mustNew(t, key(1, 'a'), key(0, 'b'))
	sealed := mustSeal(t, v, "13800000000", "p")
	for i := range sealed {
		for bit := range 8 {
			forged := bytes.Clone(sealed)
			forged[i] ^= 1 << bit
			if got, err := v.Open(forged, "p"); err == nil {
				t.Fatalf("byte %d bit %d flipped opens as %q", i, bit, got)
			}
		}
	}
	for n := range sealed {
		if _, err := v.Open(sealed[:n], "p"); err == nil {
			t.Fatalf("first %d bytes open", n)
		}
	}
}

func TestRotation(t *testing.T) {
	before := mustNew(t, key(1, 'a'))
	after := mustNew(t, key(2, 'b'), key(1, 'a'))
	sealed := mustSeal(t, before, "13800000000", "p")
	if got, err := after.Open(sealed, "p"); err != nil || got != "13800000000" {
		t.Errorf("after rotation Open = %q, %v", got, err)
	}
	if _, err := before.Open(mustSeal(t, after, "x", "p"), "p"); !errors.Is(err, ErrUnknownKey) {
		t.Errorf("a key not configured: %v", err)
	}
	if !bytes.Equal(before.Blind("phone", "13800000000"), after.Blind("phone", "13800000000")) {
		t.Error("rotation changed the blind index")
	}
}

func TestBlind(t *testing.T) {
	v := mustNew(t, key(1, 'a'))
	index := v.Blind("phone", "13800000000")
	if len(index) != 32 {
		t.Fatalf("index of %d bytes", len(index))
	}
	if !bytes.Equal(index, v.Blind("phone", "13800000000")) {
		t.Error("equal texts, different indexes")
	}
	for name, other := range map[string][]byte{
		"text":    v.Blind("phone", "13800000001"),
		"purpose": v.Blind("id_no", "13800000000"),
		"secret":  mustNew(t, key(1, 'b')).Blind("phone", "13800000000"),
	} {
		if bytes.Equal(index, other) {
			t.Errorf("another %s, the same index", name)
		}
	}
}

func TestNewRefuses(t *testing.T) {
	for name, keys := range map[string][]Key{
		"no key":       nil,
		"short secret": {{ID: 1, Secret: make([]byte, MinSecret-1)}},
		"id twice":     {key(1, 'a'), key(1, 'b')},
	} {
		if _, err := New(keys...); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestPrintingAVaultShowsNoKey(t *testing.T) {
	v := mustNew(t, key(1, 'Q'))
	for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
		if out := fmt.Sprintf(verb, v); strings.Contains(out, "QQ") || strings.Contains(out, "81, 81") || strings.Contains(out, "0x51") {
			t.Errorf("%s prints %s", verb, out)
		}
	}
}

func TestDev(t *testing.T) {
	if got, err := Dev().Open(mustSeal(t, Dev(), "x", "p"), "p"); err != nil || got != "x" {
		t.Errorf("Open = %q, %v", got, err)
	}
}

func BenchmarkSeal(b *testing.B) {
	v := Dev()
	for b.Loop() {
		_, _ = v.Seal("500228199001011234", "household.head_id:1")
	}
}

func BenchmarkBlind(b *testing.B) {
	v := Dev()
	for b.Loop() {
		v.Blind("id_no", "500228199001011234")
	}
}
