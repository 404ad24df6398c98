package ledger

import (
	"fmt"
	"slices"
	"sync"

	"github.com/yigou/yigou/internal/db"
)

// AccountKey names an account by what it is for. Sub tells accounts of one owner
// and code apart (the produce of 10, the merchant number of 1010); usually 0.
type AccountKey struct {
	Book    int32
	Code    Code
	Owner   OwnerKind
	OwnerID int64
	Sub     int64
}

func (k AccountKey) String() string {
	return fmt.Sprintf("%s of %s %d/%d in book %d", k.Code, k.Owner, k.OwnerID, k.Sub, k.Book)
}

func (k AccountKey) validate() error {
	line, ok := k.Code.Line()
	switch {
	case !ok:
		return fmt.Errorf("ledger: %v: no such code", k)
	case k.Book <= 0 || k.OwnerID == 0:
		return fmt.Errorf("ledger: %v: no book or no owner", k)
	case !slices.Contains(line.Owners, k.Owner):
		return fmt.Errorf("ledger: %v: this code has another kind of owner", k)
	}
	return nil
}

// account is a stored account.
type account struct {
	ID AccountID
	AccountKey
}

// OpenAccounts opens the accounts that are not open yet and returns the ids of
// all, in the order of the keys. Accounts are opened at merchant activation,
// consent or lot sealing, never in checkout or shipping (decisions 17).
func OpenAccounts(tx *db.Tx, keys ...AccountKey) ([]AccountID, error) {
	for _, k := range keys {
		if err := k.validate(); err != nil {
			return nil, err
		}
	}
	for try := 1; ; try++ {
		found, err := findAccounts(tx, keys)
		if err != nil {
			return nil, err
		}
		var missing []AccountKey
		asked := make(map[AccountKey]bool, len(keys))
		for _, k := range keys {
			if _, ok := found[k]; !ok && !asked[k] {
				missing = append(missing, k)
				asked[k] = true
			}
		}
		if len(missing) == 0 {
			return idsOf(keys, found), nil
		}
		err = insertAccounts(tx, missing)
		if err != nil && (!db.IsDuplicate(err) || try == maxRaces) {
			return nil, fmt.Errorf("ledger: open accounts: %w", err)
		}
	}
}

// maxRaces is how often opening gives way to somebody who opens the same.
const maxRaces = 5

// OpenAccount is OpenAccounts for one account.
func OpenAccount(tx *db.Tx, book int32, code Code, owner OwnerKind, ownerID, sub int64) (AccountID, error) {
	ids, err := OpenAccounts(tx, AccountKey{book, code, owner, ownerID, sub})
	if err != nil {
		return 0, err
	}
	return ids[0], nil
}

// Accounts finds open accounts by their keys. A missing one is an error: it
// should have been opened long before it is needed.
func Accounts(tx *db.Tx, keys ...AccountKey) ([]AccountID, error) {
	found, err := findAccounts(tx, keys)
	if err != nil {
		return nil, err
	}
	for _, k := range keys {
		if _, ok := found[k]; !ok {
			return nil, fmt.Errorf("ledger: account %v is not open", k)
		}
	}
	return idsOf(keys, found), nil
}

// Account is Accounts for one account.
func Account(tx *db.Tx, book int32, code Code, owner OwnerKind, ownerID, sub int64) (AccountID, error) {
	ids, err := Accounts(tx, AccountKey{book, code, owner, ownerID, sub})
	if err != nil {
		return 0, err
	}
	return ids[0], nil
}

func idsOf(keys []AccountKey, found map[AccountKey]account) []AccountID {
	ids := make([]AccountID, len(keys))
	for i, k := range keys {
		ids[i] = found[k].ID
	}
	return ids
}

// findAccounts answers from memory and reads the rest with one statement.
func findAccounts(tx *db.Tx, keys []AccountKey) (map[AccountKey]account, error) {
	cache := cacheOf(tx)
	found, missing := cache.byKeys(keys)
	if len(missing) == 0 {
		return found, nil
	}
	read, err := selectAccounts(tx, missing)
	if err != nil {
		return nil, fmt.Errorf("ledger: find accounts: %w", err)
	}
	for _, a := range read {
		found[a.AccountKey] = a
	}
	cache.learn(tx, read)
	return found, nil
}

// accountsByID is findAccounts by id. Unknown ids are absent from the result.
func accountsByID(tx *db.Tx, ids []AccountID) (map[AccountID]account, error) {
	cache := cacheOf(tx)
	found, missing := cache.byIDs(ids)
	if len(missing) == 0 {
		return found, nil
	}
	read, err := selectAccountsByID(tx, missing)
	if err != nil {
		return nil, fmt.Errorf("ledger: read accounts: %w", err)
	}
	for _, a := range read {
		found[a.ID] = a
	}
	cache.learn(tx, read)
	return found, nil
}

// accountCache keeps what never changes about accounts and books. Rows enter
// only after the transaction that read them has committed, because it may have
// read its own.
type accountCache struct {
	mu    sync.RWMutex
	key   map[AccountKey]account
	id    map[AccountID]account
	lanes map[int32]int16
}

// maxCached bounds the memory of the cache to some 100 MB.
const maxCached = 500_000

type cacheKey struct{}

func cacheOf(tx *db.Tx) *accountCache {
	return tx.Local(cacheKey{}, func() any {
		return &accountCache{key: map[AccountKey]account{}, id: map[AccountID]account{}, lanes: map[int32]int16{}}
	}).(*accountCache)
}

func (c *accountCache) byKeys(keys []AccountKey) (found map[AccountKey]account, missing []AccountKey) {
	found = make(map[AccountKey]account, len(keys))
	c.mu.RLock()
	defer c.mu.RUnlock()
	for _, k := range keys {
		if a, ok := c.key[k]; ok {
			found[k] = a
		} else {
			missing = append(missing, k)
		}
	}
	return found, missing
}

func (c *accountCache) byIDs(ids []AccountID) (found map[AccountID]account, missing []AccountID) {
	found = make(map[AccountID]account, len(ids))
	c.mu.RLock()
	defer c.mu.RUnlock()
	for _, id := range ids {
		if _, seen := found[id]; seen {
			continue
		}
		if a, ok := c.id[id]; ok {
			found[id] = a
		} else {
			missing = append(missing, id)
		}
	}
	return found, missing
}

func (c *accountCache) learn(tx *db.Tx, read []account) {
	tx.OnCommit(func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		if len(c.id)+len(read) > maxCached {
			clear(c.id)
			clear(c.key)
		}
		for _, a := range read {
			c.id[a.ID], c.key[a.AccountKey] = a, a
		}
	})
}
