package doctor

import (
	"context"
	"fmt"
	"slices"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/money"
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
	e, err := examineIn(tx, o)
	if err != nil {
		return nil, err
	}
	return e.lines(nil), nil
}

func newExamination(tx *db.Tx, o Options) *examination {
	e := &examination{
		tx: tx, keys: o.Keys, signers: o.Signers, witnessed: o.Witnessed,
		found: map[string]*finding{}, charged: map[ledger.AccountID]charge{},
	}
	for _, t := range titles {
		e.found[t.id] = &finding{}
	}
	return e
}

// examineIn runs every step over what a transaction sees.
func examineIn(tx *db.Tx, o Options) (*examination, error) {
	e := newExamination(tx, o)
	return e, e.run(
		e.loadAccounts, e.loadIntents, e.loadCheckpoints, e.readBooks, e.compareBalances, e.compareOpenItems, e.checkLanes, e.checkLog,
		e.checkBusiness, e.checkAllocations, e.checkRetractions, e.checkRevenue, e.checkOrders, e.checkGoods, e.checkPayouts,
		e.checkSafeguarding, e.checkReversals, e.checkDistributions, e.checkPeriods, e.resolve,
	)
}

func (e *examination) run(steps ...func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
		if e.failed != nil {
			return e.failed
		}
	}
	return nil
}

// lines are the findings in the order of their ids; of is nil for all.
func (e *examination) lines(of []string) (lines []Line) {
	for _, t := range titles {
		if of == nil || slices.Contains(of, t.id) {
			lines = append(lines, e.found[t.id].line(t.id, t.title))
		}
	}
	return lines
}

// examination is one run: what was loaded once and what was found.
type examination struct {
	tx       *db.Tx
	keys     *ledger.Keys
	found    map[string]*finding
	suspects []suspicion
	charged  map[ledger.AccountID]charge
	accused  []charge // of I1–I9, when everything has been looked at

	base   *baseline // of a quick pass; nil when everything is read
	again  bool      // journals are read a second time: their sums count already
	failed error     // what a reader could not hand up itself

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

	credits    int64
	paidOrders int64
	paid       money.Fen
}

// account is an account, what its entries say so far, and its line of the chart.
type account struct {
	key    ledger.AccountKey
	line   ledger.Line
	dr, cr int64
	n      int64
	lastID int64
	seen   bool // it has a balance row
	moved  bool // an entry was added up
}

type openItem struct {
	account ledger.AccountID
	dim     int64
}
