package payout_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/payout"
	"github.com/yigou/yigou/internal/yigoutest"
	"github.com/yigou/yigou/internal/yigoutest/world"
)

// bank is a simulated bank: it decides on a fate for every line and tells of it
// in files that fail, delay, repeat, reorder and return.
type bank struct{ r *rand.Rand }

// fate of one line and everything the bank will say about it.
type fate struct {
	end  payout.LineState
	says []string // rows of answer files, without the newline
}

func (b bank) decide(l payout.Line) fate {
	row := func(word, reason, txn string) string {
		return fmt.Sprintf("%d,%s,%s,%s,%s", l.Seq, word, reason, txn, l.Amount)
	}
	f := fate{end: payout.Paid, says: []string{row("成功", "", fmt.Sprint("T", l.ID))}}
	switch b.r.IntN(10) {
	case 0, 1:
		reason := []string{"户名不符", "账号错误", "销户", "系统忙"}[b.r.IntN(4)]
		f = fate{payout.Failed, []string{row("失败", reason, "")}}
	case 2, 3:
		f.end = payout.Returned
		f.says = append(f.says, row("退汇", "账户状态异常", fmt.Sprint("R", l.ID)))
	}
	if b.r.IntN(3) == 0 {
		f.says = append(f.says, row("处理中", "", ""))
	}
	return f
}

// files shuffles what is said, repeats some of it and cuts it into files.
func (b bank) files(fates map[int]fate) []string {
	var rows []string
	for seq := 1; seq <= len(fates); seq++ {
		rows = append(rows, fates[seq].says...)
	}
	for range b.r.IntN(5) {
		rows = append(rows, rows[b.r.IntN(len(rows))])
	}
	b.r.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
	var files []string
	for len(rows) > 0 {
		n := 1 + b.r.IntN(len(rows))
		files = append(files, heads+strings.Join(rows[:n], "\n")+"\n")
		rows = rows[n:]
	}
	return files
}

// Random histories: whatever the bank says, in whatever order, each household is
// owed exactly what it earned less what arrived, and nothing stays under way.
func TestAnyBankAnyOrder(t *testing.T) {
	s := newScene(t)
	b := bank{rand.New(rand.NewPCG(7, 7))}
	histories := yigoutest.Often(100, 5_000)
	for n := range histories {
		if _, owed := s.sums(); owed < 20_000 {
			s.earn(12)
		}
		s.recapture(n)
		s.dropDrafts()
		_, owed := s.sums()
		batch := s.exported()
		if batch.Total != owed {
			t.Fatalf("history %d: batch of %s, owed %s", n, batch.Total, owed)
		}
		fates, arrived := map[int]fate{}, money.Fen(0)
		for _, l := range s.lines(batch) {
			fates[l.Seq] = b.decide(l)
			if fates[l.Seq].end == payout.Paid {
				arrived += l.Amount
			}
		}
		for _, file := range b.files(fates) {
			if _, wrong := s.imports(batch, file); wrong != 0 {
				t.Fatalf("history %d: %d rows do not fit in %s", n, wrong, file)
			}
			if b.r.IntN(2) == 0 {
				s.Drain()
			}
		}
		s.Drain()
		for _, l := range s.lines(batch) {
			if l.State != fates[l.Seq].end {
				t.Fatalf("history %d: line %d is %s, the bank said %s", n, l.Seq, l.State, fates[l.Seq].end)
			}
		}
		if way, left := s.sums(); way != 0 || left != owed-arrived || s.batch(batch.ID).State != payout.Closed {
			t.Fatalf("history %d: %s on the way, %s left of %s with %s arrived", n, way, left, owed, arrived)
		}
		if n%100 == 99 {
			s.Healthy()
		}
	}
	s.Healthy()
}

// recapture brings every flagged account in order at the station and waits out
// the cooling.
func (s *scene) recapture(n int) {
	s.T.Helper()
	var payees map[int64]household.Payee
	ids := make([]int64, len(s.Honey.Households))
	for i, h := range s.Honey.Households {
		ids[i] = h.ID
	}
	s.View(func(tx *db.Tx) (err error) {
		payees, err = household.Payees(tx, ids)
		return err
	})
	for i, h := range s.Honey.Households {
		if payees[h.ID].FlaggedUS != 0 {
			s.SetPayee(s.Honey, h, world.Card(int64(100*(n+1)+i)))
		}
	}
	s.Clock.Advance(25 * time.Hour)
}
