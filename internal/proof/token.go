package proof

import (
	"crypto/aes"
	"encoding/base64"
	"encoding/binary"

	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/vault"
)

// ErrToken says that a link is not one of ours. It tells nothing more.
var ErrToken = fault.New(fault.NotFound, "proof.unknown", "没有这张凭据，请核对链接是否完整")

// Tokens makes the links of proofs: the row's id beside eight zero bytes, one
// block of AES under a key of its own. Nothing is stored; who does not know the
// key finds a valid link with one of 2⁶⁴ guesses, and a link does not show the
// row or that two links are neighbours.
type Tokens struct{ vault *vault.Vault }

// NewTokens derives the key from the vault's lasting one, so that a printed slip
// outlives a change of keys.
func NewTokens(v *vault.Vault) Tokens { return Tokens{v} }

// Of is the token of a row, 22 characters.
func (t Tokens) Of(row int64) string {
	var b [aes.BlockSize]byte
	binary.BigEndian.PutUint64(b[8:], uint64(row))
	t.encrypt(b[:])
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// Row reads a token, or ErrToken.
func (t Tokens) Row(token string) (int64, error) {
	b, err := base64.RawURLEncoding.Strict().DecodeString(token)
	if err != nil || len(b) != aes.BlockSize {
		return 0, ErrToken
	}
	c, err := aes.NewCipher(t.key())
	if err != nil {
		return 0, ErrToken
	}
	c.Decrypt(b, b)
	row := int64(binary.BigEndian.Uint64(b[8:]))
	if binary.BigEndian.Uint64(b) != 0 || row <= 0 {
		return 0, ErrToken
	}
	return row, nil
}

func (t Tokens) encrypt(b []byte) {
	c, err := aes.NewCipher(t.key())
	if err != nil {
		panic(err) // only for lengths a blind index never has
	}
	c.Encrypt(b, b)
}

func (t Tokens) key() []byte { return t.vault.Blind("proof.token", "key") }
