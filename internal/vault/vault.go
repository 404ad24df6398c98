package vault

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
)

// MinSecret is the least length of a secret, in bytes.
const MinSecret = 32

// Key is one master secret. All keys in use derive from it by purpose.
type Key struct {
	ID     uint16 // written into every value it seals; never reused for another secret
	Secret []byte // at least MinSecret random bytes
}

// Errors of Open.
var (
	// ErrUnknownKey: the value was sealed with a key that is not configured.
	ErrUnknownKey = errors.New("vault: sealed with a key that is not configured")
	// ErrTampered: not a sealed value, damaged, or sealed for another place.
	ErrTampered = errors.New("vault: value is damaged or was sealed for another place")
)

// Vault seals with its first key, opens with any of its keys. It is safe for
// concurrent use.
type Vault struct {
	active  uint16
	sealers map[uint16]cipher.AEAD
	blinder *blinder
}

// New makes a vault of keys. The first one seals; the others only open what
// they sealed before. The blind index derives from the key with the lowest id,
// whichever seals, so that rotation does not change it.
func New(keys ...Key) (*Vault, error) {
	if len(keys) == 0 {
		return nil, errors.New("vault: no key")
	}
	v := &Vault{active: keys[0].ID, sealers: make(map[uint16]cipher.AEAD, len(keys))}
	oldest := keys[0]
	for _, k := range keys {
		if len(k.Secret) < MinSecret {
			return nil, fmt.Errorf("vault: secret of key %d is shorter than %d bytes", k.ID, MinSecret)
		}
		if _, twice := v.sealers[k.ID]; twice {
			return nil, fmt.Errorf("vault: key id %d is given twice", k.ID)
		}
		sealer, err := newSealer(k)
		if err != nil {
			return nil, err
		}
		v.sealers[k.ID] = sealer
		if k.ID < oldest.ID {
			oldest = k
		}
	}
	v.blinder = &blinder{secret: oldest.Secret}
	return v, nil
}

// Dev is the vault of demo and development, whose key everybody knows because
// it is derived from this source. Configuration refuses it in production.
func Dev() *Vault {
	secret := sha256.Sum256([]byte("yigou development key: protects nothing"))
	v, err := New(Key{ID: devKey, Secret: secret[:]})
	if err != nil {
		panic(err) // the key above is valid
	}
	return v
}

// devKey is the id of the development key; configured keys begin at 1.
const devKey = 0

func newSealer(k Key) (cipher.AEAD, error) {
	key, err := derive(k.Secret, "seal")
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithRandomNonce(block)
}

// derive is the 32-byte key of one purpose.
func derive(secret []byte, purpose string) ([]byte, error) {
	return hkdf.Key(sha256.New, secret, nil, "yigou/vault/"+purpose, sha256.Size)
}

// A sealed value is version ‖ key id (2 bytes, big endian) ‖ nonce (12) ‖
// AES-256-GCM of the text ‖ tag (16). The three header bytes are authenticated
// together with the caller's associated data.
const (
	version    = 1
	headerSize = 3
)

// Overhead is how many bytes a sealed value is longer than its text.
const Overhead = headerSize + 12 + 16

// String hides the keys from every kind of print.
func (v *Vault) String() string { return fmt.Sprintf("vault with %d keys", len(v.sealers)) }

// GoString hides the keys from %#v.
func (v *Vault) GoString() string { return v.String() }

// Seal encrypts plain. aad names the place of the value, for example
// "household.head_id:" and the row's id; Open needs the same. The nonce is
// random: one key seals up to 2³² values.
func (v *Vault) Seal(plain, aad string) ([]byte, error) {
	sealed := make([]byte, headerSize, headerSize+len(plain)+Overhead)
	sealed[0] = version
	binary.BigEndian.PutUint16(sealed[1:], v.active)
	return v.sealers[v.active].Seal(sealed, nil, []byte(plain), bind(sealed, aad)), nil //nolint:gosec // no nonce is given: the cipher draws a random one
}

// Open decrypts what Seal made with the same aad. Errors: ErrUnknownKey,
// ErrTampered.
func (v *Vault) Open(sealed []byte, aad string) (string, error) {
	if len(sealed) < Overhead || sealed[0] != version {
		return "", ErrTampered
	}
	sealer, ok := v.sealers[binary.BigEndian.Uint16(sealed[1:])]
	if !ok {
		return "", ErrUnknownKey
	}
	plain, err := sealer.Open(nil, nil, sealed[headerSize:], bind(sealed, aad))
	if err != nil {
		return "", ErrTampered
	}
	return string(plain), nil
}

// bind is what the tag covers besides the text.
func bind(sealed []byte, aad string) []byte {
	return append(append(make([]byte, 0, headerSize+len(aad)), sealed[:headerSize]...), aad...)
}
