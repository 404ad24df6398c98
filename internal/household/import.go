package household

import (
	"context"
	"io"
	"unicode/utf8"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/sheet"
)

// ImportInput says who imports what.
type ImportInput struct {
	By       actor.Actor
	FileName string
	DryRun   bool      // check everything, write no household
	AsOf     clock.Day // the day the list speaks of; 0 = today

	// FindVillage returns the 12-digit code and the name of a village by what
	// the file calls its town and itself (place.Tree.FindVillage).
	FindVillage func(town, village string) (code, name string, ok bool)
}

// ImportState is how far a run is.
type ImportState string

// The states of a run.
const (
	ImportRunning ImportState = "running"
	ImportDone    ImportState = "done"
	ImportFailed  ImportState = "failed"
)

// ImportRun is one run over one file.
type ImportRun struct {
	ID         int64
	FileName   string
	DryRun     bool
	AsOf       clock.Day
	State      ImportState
	Failure    string // why a run failed, for the person
	Rows       int    // read so far
	Rejected   int    // rows with a mistake of their own
	Skipped    int    // rows in order whose household could not be taken
	New        int    // households
	Changed    int
	Same       int
	Persons    int // of new, changed and unchanged households
	StartedUS  int64
	FinishedUS int64 // 0 while running
}

// Outcome is what became of a row that was not taken.
type Outcome string

// The outcomes.
const (
	Rejected Outcome = "rejected" // by its own mistake
	Skipped  Outcome = "skipped"  // because its household's head was rejected
)

// RowError is why a row was not taken. It never holds a cell's content.
type RowError struct {
	Ord     int // from 1, in the order of the file
	Line    int // as Excel shows it
	Column  string
	Name    string // the column's title
	Outcome Outcome
	Reason  string
}

// ErrImportRunning refuses two imports at once: they would race for the same
// households.
var ErrImportRunning = fault.New(fault.Conflict, "household.import_running", "已有一个导入正在进行，请等它完成")

const (
	batchHouseholds = 500   // a transaction
	batchErrors     = 1_000 // a statement
	progressEvery   = 2_000 // rows
	errorsKept      = 5_000 // of one run; all are counted
	abandonedAfter  = 120   // seconds without progress: its process is gone
)

// Import reads a list of persons (domain.md §5) and brings the register into
// line with it: a household is the rows of one 户编号, its head the row 户主. A
// row with a mistake is rejected alone; a household whose head's row is rejected
// is not imported and its other rows are skipped (decisions 25). Importing the
// same file again changes nothing.
//
// The file is parsed as it arrives and never stored; of its columns only those
// of columns() are read. Faults of the file as a whole are those of sheet.Read;
// then, as after a lost connection, the run is marked failed, households already
// written stay, and the file may be imported again.
func (r *Register) Import(ctx context.Context, d *db.DB, file io.Reader, in ImportInput) (ImportRun, error) {
	m := &importer{reg: r, db: d, in: in}
	if err := m.start(ctx); err != nil {
		return ImportRun{}, err
	}
	err := m.work(ctx, file)
	if err != nil {
		m.run.State, m.run.Failure = ImportFailed, failure(err)
	} else {
		m.run.State = ImportDone
	}
	if end := m.finish(context.WithoutCancel(ctx)); err == nil {
		err = end
	}
	return m.run, err
}

// importer is one run.
type importer struct {
	reg   *Register
	db    *db.DB
	in    ImportInput
	run   ImportRun
	words Words
	errs  []RowError
}

func (m *importer) start(ctx context.Context) error {
	return m.db.Update(ctx, func(tx *db.Tx) (err error) {
		if m.in.AsOf == 0 {
			m.in.AsOf = tx.Today()
		}
		if m.words, err = ReadWords(tx); err != nil {
			return err
		}
		if err := abandonImports(tx, m.in.By.Region, tx.NowUS()-abandonedAfter*1_000_000); err != nil {
			return err
		}
		if busy, err := importRunning(tx, m.in.By.Region); err != nil || busy {
			return orRunning(err)
		}
		m.run = ImportRun{
			ID: tx.NewID(), FileName: clip(m.in.FileName, 120), DryRun: m.in.DryRun,
			AsOf: m.in.AsOf, State: ImportRunning, StartedUS: tx.NowUS(),
		}
		if err := insertImport(tx, m.in.By, m.run); err != nil {
			return err
		}
		return audit.Add(tx, m.in.By, "household.import", "household_import", m.run.ID, m.run.FileName)
	})
}

func (m *importer) work(ctx context.Context, file io.Reader) error {
	c := newCollector(m.in, m.words, m.db.Clock())
	err := sheet.Read(ctx, file, sheet.Options{Columns: columns()}, func(row sheet.Row) error {
		c.add(row)
		if m.run.Rows++; m.run.Rows%progressEvery == 0 {
			return m.progress(ctx)
		}
		return nil
	})
	if err != nil {
		return err
	}
	families := c.close()
	m.errs = append(m.errs, c.errs...)
	for len(families) > 0 {
		n := min(len(families), batchHouseholds)
		if err := m.write(ctx, families[:n]); err != nil {
			return err
		}
		families = families[n:]
	}
	return nil
}

func (m *importer) progress(ctx context.Context) error {
	return m.db.Update(ctx, func(tx *db.Tx) error { return updateImport(tx, m.run) })
}

// write brings one batch into the register. It may run more than once, so it
// counts into a copy.
func (m *importer) write(ctx context.Context, families []*family) error {
	var run ImportRun
	var conflicts []RowError
	err := m.db.Update(ctx, func(tx *db.Tx) error {
		run = m.run
		plan, err := m.reg.plan(tx, families)
		if err != nil {
			return err
		}
		conflicts = plan.conflicts
		run.New += len(plan.fresh)
		run.Changed += len(plan.changed)
		run.Same += plan.same
		run.Persons += plan.persons
		if !m.in.DryRun {
			if err := m.reg.carryOut(tx, plan, m.in.AsOf); err != nil {
				return err
			}
		}
		return updateImport(tx, run)
	})
	if err == nil {
		m.run = run
		m.errs = append(m.errs, conflicts...)
	}
	return err
}

// finish writes the errors, in the order of the file, and the totals.
func (m *importer) finish(ctx context.Context) error {
	errs := sortErrors(m.errs)
	m.run.Rejected, m.run.Skipped = countRows(errs)
	return m.db.Update(ctx, func(tx *db.Tx) error {
		m.run.FinishedUS = tx.NowUS()
		kept := errs[:min(len(errs), errorsKept)]
		for len(kept) > 0 {
			n := min(len(kept), batchErrors)
			if err := insertImportErrors(tx, m.run.ID, kept[:n]); err != nil {
				return err
			}
			kept = kept[n:]
		}
		return updateImport(tx, m.run)
	})
}

func failure(err error) string {
	if f, ok := fault.From(err); ok {
		return clip(f.Detail, 200)
	}
	return "导入中断，已写入的户保留，请再导入一次同一个文件"
}

func orRunning(err error) error {
	if err != nil {
		return err
	}
	return ErrImportRunning
}

func clip(s string, runes int) string {
	if utf8.RuneCountInString(s) <= runes {
		return s
	}
	return string([]rune(s)[:runes])
}

// ImportRuns lists the runs started inside a region, newest first. before is
// the id of the last one seen, or 0.
func ImportRuns(tx *db.Tx, regionPrefix string, before int64, limit int) ([]ImportRun, error) {
	return importRuns(tx, regionPrefix, before, limit)
}

// GetImport returns one run inside a region.
func GetImport(tx *db.Tx, regionPrefix string, id int64) (ImportRun, error) {
	return importByID(tx, regionPrefix, id)
}

// ImportErrors lists the errors of a run after an ordinal. The caller has
// checked scope with GetImport.
func ImportErrors(tx *db.Tx, id int64, after, limit int) ([]RowError, error) {
	return importErrors(tx, id, after, limit)
}
