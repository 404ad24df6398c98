package doctor

import (
	"github.com/yigou/yigou/internal/alloc"
	"github.com/yigou/yigou/internal/money"
)

// checkRetractions is I10: the refunds of a slice tile [0, retracted) within its
// refundable rows, and took from each row what Retract says.
func (e *examination) checkRetractions() error {
	f := e.found["I10"]
	tiled, err := e.tile(f)
	if err != nil {
		return err
	}
	var ids []int64
	err = e.each(`SELECT id, retracted FROM alloc_slice WHERE retracted <> 0`, nil, func(r row) error {
		var id, retracted int64
		err := r.Scan(&id, &retracted)
		if tiled[id] != retracted {
			f.fail("分配批次 %d 已退 %s 元，退款记录合计 %s 元", id, money.Fen(retracted), money.Fen(tiled[id]))
		}
		delete(tiled, id)
		ids = append(ids, id)
		return err
	})
	if err != nil {
		return err
	}
	for id, sum := range tiled {
		f.fail("分配批次 %d 没有退款，退款记录合计 %s 元", id, money.Fen(sum))
	}
	for _, id := range ids {
		if err := e.checkRetracted(f, id); err != nil {
			return err
		}
	}
	var slices int64
	if err := e.one(`SELECT COUNT(*) FROM alloc_slice`, &slices); err != nil {
		return err
	}
	f.count("%d 个分配批次，%d 个有退款", slices, len(ids))
	return nil
}

// tile adds up the ranges of every slice that has any.
func (e *examination) tile(f *finding) (map[int64]int64, error) {
	sum := map[int64]int64{}
	err := e.each(`SELECT slice_id, r_before, r_after FROM alloc_retract ORDER BY slice_id, r_before`, nil, func(r row) error {
		var slice, before, after int64
		err := r.Scan(&slice, &before, &after)
		if before != sum[slice] || after <= before {
			f.fail("分配批次 %d 的退款记录从 %s 元跳到 %s 元", slice, money.Fen(sum[slice]), money.Fen(before))
		}
		sum[slice] = after
		return err
	})
	return sum, err
}

func (e *examination) checkRetracted(f *finding, id int64) error {
	ls := []line{{}}
	err := e.each(`SELECT order_line_id FROM alloc_slice WHERE id = ?`, []any{id}, func(r row) error { return r.Scan(&ls[0].id) })
	if err != nil {
		return err
	}
	if err := e.attachSlices(ls); err != nil {
		return err
	}
	for _, s := range ls[0].slices {
		if s.ID != id {
			continue
		}
		want := alloc.Retracted(s.Rows, s.Retracted)
		for i, r := range s.Rows {
			if e.refunded[r.ID] != int64(want[i]) {
				f.fail("分配行 %d 退了 %s 元，应为 %s 元", r.ID, money.Fen(e.refunded[r.ID]), want[i])
			}
		}
	}
	return nil
}
