package vault

import (
	"crypto/hmac"
	"crypto/sha256"
	"sync"
)

// blinder derives one HMAC key per purpose from its secret.
type blinder struct {
	secret []byte
	keys   sync.Map // purpose → []byte
}

func (b *blinder) key(purpose string) []byte {
	if k, ok := b.keys.Load(purpose); ok {
		return k.([]byte)
	}
	k, err := derive(b.secret, "blind/"+purpose)
	if err != nil {
		panic(err) // only for lengths derive never asks for
	}
	b.keys.Store(purpose, k)
	return k
}

// Blind is the blind index of plain, 32 bytes: equal texts of one purpose give
// equal indexes, and without the key nothing leads back to the text or from one
// purpose to another. purpose is a constant of the program, such as
// "household.id_no". The caller brings the text into one form first (trimmed,
// an identity number's X in upper case).
func (v *Vault) Blind(purpose, plain string) []byte {
	mac := hmac.New(sha256.New, v.blinder.key(purpose))
	mac.Write([]byte(plain))
	return mac.Sum(nil)
}
