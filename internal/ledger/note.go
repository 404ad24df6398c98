package ledger

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"

	"github.com/yigou/yigou/internal/clock"
)

// NewSigningKey makes a key pair of a log, in the forms of C2SP signed notes.
// The name is the log's own for ever: a host and a path, without spaces or "+".
func NewSigningKey(name string) (private, public string, err error) {
	return note.GenerateKey(rand.Reader, name)
}

// PublicKey derives the public key from a private one of NewSigningKey.
func PublicKey(private string) (string, error) {
	s, err := note.NewSigner(private)
	if err != nil {
		return "", fmt.Errorf("ledger: signing key: %w", err)
	}
	parts := strings.SplitN(private, "+", 5) // PRIVATE, KEY, name, hash, key; NewSigner looked at them
	raw, err := base64.StdEncoding.DecodeString(parts[4])
	if err != nil {
		return "", fmt.Errorf("ledger: signing key: %w", err)
	}
	return note.NewEd25519VerifierKey(s.Name(), ed25519.NewKeyFromSeed(raw[1:]).Public().(ed25519.PublicKey))
}

// Head is how far a lane had come.
type Head struct {
	Lane   int16
	Height int64
}

// Statement is what a checkpoint's note says: the first three lines are a C2SP
// tlog-checkpoint, those behind are ours and signed with it.
type Statement struct {
	Origin string // the log's name
	Size   int64  // blocks in the log
	Root   Hash   // RFC 6962 root over their hashes
	Alg    Alg    // of the tree
	No     int64
	AtUS   int64 // microseconds, whole seconds in the note
	Heads  []Head
}

// Text is the note without its signature.
func (s Statement) Text() string {
	heads := make([]string, len(s.Heads))
	for i, h := range s.Heads {
		heads[i] = fmt.Sprintf("%d:%d", h.Lane, h.Height)
	}
	return fmt.Sprintf("%s\n%d\n%s\nalg %s\nno %d\nat %s\nheads %s\n", s.Origin, s.Size,
		base64.StdEncoding.EncodeToString(s.Root[:]), s.Alg, s.No, clock.Time(s.AtUS).UTC().Format(time.RFC3339), strings.Join(heads, " "))
}

// ErrNote says that a text is not a checkpoint of this program.
var ErrNote = errors.New("ledger: not a checkpoint")

// ReadStatement reads the text of a note; its signature is not looked at.
func ReadStatement(text string) (s Statement, err error) {
	lines := strings.Split(text, "\n")
	if len(lines) < 8 || lines[7] != "" {
		return s, ErrNote
	}
	s.Origin = lines[0]
	root, errRoot := base64.StdEncoding.DecodeString(lines[2])
	size, errSize := strconv.ParseInt(lines[1], 10, 64)
	no, errNo := strconv.ParseInt(strings.TrimPrefix(lines[4], "no "), 10, 64)
	at, errAt := time.Parse(time.RFC3339, strings.TrimPrefix(lines[5], "at "))
	alg, known := ParseAlg(strings.TrimPrefix(lines[3], "alg "))
	if errors.Join(errRoot, errSize, errNo, errAt) != nil || !known || len(root) != len(s.Root) {
		return s, ErrNote
	}
	s.Root, s.Size, s.No, s.AtUS, s.Alg = Hash(root), size, no, at.UnixMicro(), alg
	for word := range strings.FieldsSeq(strings.TrimPrefix(lines[6], "heads ")) {
		lane, height, _ := strings.Cut(word, ":")
		l, errLane := strconv.ParseInt(lane, 10, 16)
		h, errHeight := strconv.ParseInt(height, 10, 64)
		if errors.Join(errLane, errHeight) != nil {
			return s, ErrNote
		}
		s.Heads = append(s.Heads, Head{int16(l), h})
	}
	if s.Text() != strings.Join(lines[:8], "\n") { // one way to write it, so that one hash stands for it
		return s, ErrNote
	}
	return s, nil
}

// Verifiers is the public keys that a log has had.
type Verifiers struct{ known note.Verifiers }

// NewVerifiers reads public keys as NewSigningKey gives them.
func NewVerifiers(public ...string) (Verifiers, error) {
	list := make([]note.Verifier, len(public))
	for i, p := range public {
		v, err := note.NewVerifier(strings.TrimSpace(p))
		if err != nil {
			return Verifiers{}, fmt.Errorf("ledger: public key: %w", err)
		}
		list[i] = v
	}
	return Verifiers{note.VerifierList(list...)}, nil
}

// Open checks the signature of a note and reads it.
func (v Verifiers) Open(signed string) (Statement, error) {
	if v.known == nil {
		return Statement{}, errors.New("ledger: no public key is known")
	}
	n, err := note.Open([]byte(signed), v.known)
	if err != nil {
		return Statement{}, fmt.Errorf("ledger: note: %w", err)
	}
	return ReadStatement(n.Text)
}

// SplitNote takes a signed note apart into its text and its signatures.
func SplitNote(signed string) (text, signatures string) {
	i := strings.LastIndex(signed, "\n\n")
	if i < 0 {
		return signed, ""
	}
	return signed[:i+1], signed[i+2:]
}
