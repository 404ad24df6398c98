package place

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
)

// Cache keeps the tree in memory for a minute: every list shows place names.
type Cache struct {
	db   *db.DB
	held atomic.Pointer[held]
}

type held struct {
	tree    *Tree
	untilUS int64
}

const treeTTL = time.Minute

// NewCache returns an empty cache over d. It is safe for concurrent use.
func NewCache(d *db.DB) *Cache { return &Cache{db: d} }

// Tree returns the tree, at most a minute old.
func (c *Cache) Tree(ctx context.Context) (*Tree, error) {
	now := clock.US(c.db.Clock().Now())
	if h := c.held.Load(); h != nil && now < h.untilUS {
		return h.tree, nil
	}
	var tree *Tree
	err := c.db.View(ctx, func(tx *db.Tx) (err error) {
		tree, err = Read(tx)
		return err
	})
	if err != nil {
		return nil, err
	}
	c.held.Store(&held{tree: tree, untilUS: now + treeTTL.Microseconds()})
	return tree, nil
}
