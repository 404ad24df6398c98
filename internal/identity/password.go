package identity

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"

	"github.com/yigou/yigou/internal/fault"
)

// ErrWeakPassword refuses a password that is easy to guess.
var ErrWeakPassword = fault.New(fault.Invalid, "identity.password_weak", "密码要 10 到 128 位，不能是手机号，也不能全是同一个字符")

const (
	minPassword = 10
	maxPassword = 128

	argonMemoryKiB = 19 * 1024
	argonTime      = 2
	argonThreads   = 1
	argonKey       = 32
	argonSalt      = 16
)

// NewPassword draws a first password for somebody else: 80 random bits in
// capitals and digits that nobody mistakes for one another.
func NewPassword() string {
	const characters = 16 // of 5 bits
	return rand.Text()[:characters]
}

func checkPassword(password, phone string) error {
	n := utf8.RuneCountInString(password)
	if n < minPassword || n > maxPassword || strings.Contains(password, phone) || strings.Count(password, password[:1]) == len(password) {
		return ErrWeakPassword.Field("password", "weak", ErrWeakPassword.Detail)
	}
	return nil
}

// hash computes a password's stored form in its turn: at most two at once.
func (g *Gate) hash(ctx context.Context, password string) (string, error) {
	salt := make([]byte, argonSalt)
	if _, err := rand.Read(salt); err != nil {
		return "", err
	}
	key, err := g.derive(ctx, password, salt)
	if err != nil {
		return "", err
	}
	enc := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, argonMemoryKiB, argonTime, argonThreads,
		enc.EncodeToString(salt), enc.EncodeToString(key)), nil
}

// matches compares a password with its stored form. For "" (no such user, or a
// user without a password) it spends the same time and says no.
func (g *Gate) matches(ctx context.Context, password, stored string) (bool, error) {
	salt, key := make([]byte, argonSalt), make([]byte, argonKey)
	if stored != "" {
		var err error
		if salt, key, err = splitHash(stored); err != nil {
			return false, err
		}
	}
	got, err := g.derive(ctx, password, salt)
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare(got, key) == 1 && stored != "", nil
}

func (g *Gate) derive(ctx context.Context, password string, salt []byte) ([]byte, error) {
	select {
	case g.hashing <- struct{}{}:
		defer func() { <-g.hashing }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	return argon2.IDKey([]byte(password), salt, argonTime, argonMemoryKiB, argonThreads, argonKey), nil
}

func splitHash(stored string) (salt, key []byte, err error) {
	p := strings.Split(stored, "$")
	want := fmt.Sprintf("m=%d,t=%d,p=%d", argonMemoryKiB, argonTime, argonThreads)
	if len(p) != 6 || p[1] != "argon2id" || p[3] != want {
		return nil, nil, errors.New("identity: a stored password has an unknown form")
	}
	if salt, err = base64.RawStdEncoding.DecodeString(p[4]); err != nil {
		return nil, nil, err
	}
	key, err = base64.RawStdEncoding.DecodeString(p[5])
	return salt, key, err
}
