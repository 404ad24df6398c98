package doctor

import (
	"context"
	"fmt"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
)

// Check runs every invariant in one snapshot and returns a line for each, in
// order of their ids. An error means that the database could not be read, not
// that something is wrong in it.
func Check(ctx context.Context, d *db.DB, keys *ledger.Keys) ([]Line, error) {
	return CheckWith(ctx, d, Options{Keys: keys})
}

// Options of an examination. Only Keys is required.
type Options struct {
	Keys      *ledger.Keys
	Signers   *ledger.Verifiers // whose notes count; nil: signatures are not looked at
	Witnessed []string          // signed notes that were kept outside of the database
}

// CheckWith is Check with what is known from outside of the database.
func CheckWith(ctx context.Context, d *db.DB, o Options) ([]Line, error) {
	var lines []Line
	err := d.Snapshot(ctx, func(tx *db.Tx) (err error) {
		lines, err = checkIn(tx, o)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("doctor: %w", err)
	}
	return lines, nil
}

// checkIn is Check over what a transaction sees.
func checkIn(tx *db.Tx, o Options) ([]Line, error) {
	e := &examination{tx: tx, keys: o.Keys, signers: o.Signers, witnessed: o.Witnessed, found: map[string]*finding{}}
	for _, t := range titles {
		e.found[t.id] = &finding{}
	}
	for _, step := range []func() error{
		e.loadAccounts, e.loadIntents, e.loadCheckpoints, e.readBooks, e.compareBalances, e.compareOpenItems, e.checkLanes, e.checkLog,
		e.checkBusiness, e.checkAllocations, e.checkRetractions, e.checkRevenue, e.checkOrders, e.checkGoods, e.checkPayouts,
		e.checkSafeguarding, e.checkReversals, e.checkDistributions, e.checkPeriods,
	} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	lines := make([]Line, len(titles))
	for i, t := range titles {
		lines[i] = e.found[t.id].line(t.id, t.title)
	}
	return lines, nil
}

// examination is one run: what was loaded once and what was found.
type examination struct {
	tx    *db.Tx
	keys  *ledger.Keys
	found map[string]*finding

	signers     *ledger.Verifiers
	witnessed   []string
	checkpoints []ledger.Checkpoint
	signedAt    map[ledger.Head]bool // heads at which some checkpoint was taken

	accounts map[ledger.AccountID]*account
	byKey    map[ledger.AccountKey]ledger.AccountID
	books    map[int64]int32 // merchant → book
	intents  []intent
	open     map[openItem]int64         // what the entries say stands open
	kinds    map[ledger.Kind]int64      // posted journals per kind
	refunded map[int64]int64            // alloc_row → what refund journals took from it
	waiting  map[ledger.AccountID]int64 // what waiting intents will add to goods accounts
	onTheWay map[openItem]int64         // what waiting intents will add to payout lines
	lanes    map[int16]*lane
	custody  map[int32]*custody // book → custody against what is owed
	journals int64
	entries  int64
}

// account is an account, what its entries say so far, and its line of the chart.
type account struct {
	key    ledger.AccountKey
	line   ledger.Line
	dr, cr int64
	n      int64
	lastID int64
	seen   bool // it has a balance row
}

type openItem struct {
	account ledger.AccountID
	dim     int64
}
