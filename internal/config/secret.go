package config

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
)

// Secret is the bytes of a master key. It is written in base64 and never
// printed.
type Secret []byte

var errSecret = errors.New("a secret is base64, for example the output of: openssl rand -base64 32")

// UnmarshalYAML reads base64.
func (s *Secret) UnmarshalYAML(node *yaml.Node) error {
	var text string
	if err := node.Decode(&text); err != nil {
		return errSecret
	}
	var err error
	*s, err = parseSecret(text)
	return err
}

// Format hides the secret from every verb.
func (Secret) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte("(secret)")) }

// SigningKey is a private key in the form of C2SP signed notes, as yigou logkey
// makes it. It is never printed.
type SigningKey string

// Format hides the key from every verb.
func (SigningKey) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte("(secret)")) }

func parseSecret(text string) (Secret, error) {
	raw, err := base64.StdEncoding.DecodeString(strings.TrimSpace(text))
	if err != nil {
		return nil, errSecret
	}
	return raw, nil
}

// parseKeys reads YIGOU_SECRET: one base64 secret, which is key 1, or several
// "id:base64" by comma, the first of which seals.
func parseKeys(text string) ([]Key, error) {
	var keys []Key
	for part := range strings.SplitSeq(text, ",") {
		id, secret, numbered := strings.Cut(part, ":")
		if !numbered {
			id, secret = "1", part
		}
		n, err := strconv.ParseUint(strings.TrimSpace(id), 10, 16)
		if err != nil {
			return nil, errors.New("the number before a secret is 1 … 65535")
		}
		s, err := parseSecret(secret)
		if err != nil {
			return nil, err
		}
		keys = append(keys, Key{ID: uint16(n), Secret: s})
	}
	return keys, nil
}

// weak reports a secret somebody typed: too short or hardly any different bytes.
func (s Secret) weak() bool {
	seen := map[byte]bool{}
	for _, b := range s {
		seen[b] = true
	}
	return len(s) < minSecret || len(seen) < minSecret/2
}

const minSecret = 32
