package ledger

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strconv"
	"sync"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/vault"
)

// Keys holds the months' salt keys: random, sealed by the vault, one row each.
// Destroying a row destroys what could open that month's commitments; the chain
// itself still verifies.
type Keys struct {
	vault *vault.Vault
	mint  func() []byte

	mu     sync.Mutex
	period map[int32][]byte
}

// ErrKeyLost says that the key of a month was destroyed or cannot be unsealed.
var ErrKeyLost = errors.New("ledger: the month's salt key is not there")

const keySize = 32

// NewKeys returns the keys sealed by v.
func NewKeys(v *vault.Vault) *Keys {
	return &Keys{vault: v, period: map[int32][]byte{}, mint: func() []byte {
		key := make([]byte, keySize)
		_, _ = rand.Read(key) // never fails, crypto/rand
		return key
	}}
}

// Of returns the key of a month yyyymm that has one, or ErrKeyLost.
func (k *Keys) Of(tx *db.Tx, period int32) ([]byte, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if key, ok := k.period[period]; ok {
		return key, nil
	}
	sealed, err := selectSalt(tx, period)
	if db.NotFound(err) {
		return nil, ErrKeyLost
	}
	if err != nil {
		return nil, fmt.Errorf("ledger: salt key of %d: %w", period, err)
	}
	key, err := k.vault.Open(sealed, saltAAD(period))
	if err != nil {
		return nil, fmt.Errorf("%w: month %d: %w", ErrKeyLost, period, err)
	}
	k.period[period] = []byte(key)
	return k.period[period], nil
}

// ensure is Of for the writer: the first journal of a month makes its key, in a
// commit of its own. Whoever comes second uses the first one's.
func (k *Keys) ensure(ctx context.Context, d *db.DB, period int32) (key []byte, err error) {
	of := func(tx *db.Tx) (err error) {
		key, err = k.Of(tx, period)
		return err
	}
	if err := d.View(ctx, of); !errors.Is(err, ErrKeyLost) {
		return key, err
	}
	sealed, err := k.vault.Seal(string(k.mint()), saltAAD(period))
	if err != nil {
		return nil, fmt.Errorf("ledger: seal salt key: %w", err)
	}
	err = d.Update(ctx, func(tx *db.Tx) error { return insertSalt(tx, period, sealed) })
	if err != nil && !db.IsDuplicate(err) {
		return nil, fmt.Errorf("ledger: keep salt key: %w", err)
	}
	return key, d.View(ctx, of)
}

func saltAAD(period int32) string { return "ledger.salt." + strconv.Itoa(int(period)) }
