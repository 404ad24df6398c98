package catalog

import (
	"sync/atomic"

	"github.com/yigou/yigou/internal/db"
)

// generation counts the commits of this process that changed what the public
// reads. One counter serves every database of a process: a bump too many only
// costs one cache miss.
var generation atomic.Uint64 //nolint:gochecknoglobals // a counter per process is what decisions 7 asks for

// Generation returns the number of the public catalogue's current state. The
// HTTP byte cache keys by it (decisions 7); other processes follow within its
// time to live.
func Generation() uint64 { return generation.Load() }

// touchPublic bumps the generation once tx has committed.
func touchPublic(tx *db.Tx) { tx.OnCommit(func() { generation.Add(1) }) }
