package db

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/id"
)

// nodeLease is how long a node number stays ours without a renewal.
const nodeLease = time.Minute

// LeaseNode takes a free node number for identifiers, so that two processes on
// one database never mint the same id. Keep renews it until ctx ends; a process
// that was killed simply leaves its number to expire.
func (d *DB) LeaseNode(ctx context.Context, owner string) error {
	for node := range id.MaxNode + 1 {
		floor, ok, err := d.claimNode(ctx, node, owner)
		if err != nil {
			return fmt.Errorf("db: lease node: %w", err)
		}
		if ok {
			d.idMu.Lock()
			d.ids = id.NewSource(d.clock, node, floor)
			d.idMu.Unlock()
			go d.keepNode(ctx, node, owner)
			return nil
		}
	}
	return errors.New("db: no node number is free: more than 1024 processes share this database")
}

// claimNode takes the row when it is new or its lease has run out. The floor is
// the last millisecond the former holder may have used.
func (d *DB) claimNode(ctx context.Context, node int, owner string) (floorMS int64, ok bool, err error) {
	err = d.Update(ctx, func(tx *Tx) error {
		ok, floorMS = false, 0
		until := tx.nowUS + nodeLease.Microseconds()
		var held []struct{ UntilUS int64 }
		if err := tx.sql.Raw("SELECT until_us FROM id_node WHERE node = ?", node).Scan(&held).Error; err != nil {
			return err
		}
		if len(held) == 0 {
			err := tx.sql.Exec("INSERT INTO id_node (node, owner, until_us) VALUES (?, ?, ?)", node, owner, until).Error
			if IsDuplicate(err) {
				return nil
			}
			ok = err == nil
			return err
		}
		res := tx.sql.Exec("UPDATE id_node SET owner = ?, until_us = ? WHERE node = ? AND until_us = ? AND until_us < ?",
			owner, until, node, held[0].UntilUS, tx.nowUS)
		ok = res.RowsAffected == 1
		floorMS = clock.Time(held[0].UntilUS).Sub(id.Epoch).Milliseconds()
		return res.Error
	})
	return floorMS, ok, err
}

func (d *DB) keepNode(ctx context.Context, node int, owner string) {
	tick := time.NewTicker(nodeLease / 4)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		err := d.Update(ctx, func(tx *Tx) error {
			return tx.sql.Exec("UPDATE id_node SET until_us = ? WHERE node = ? AND owner = ?",
				tx.nowUS+nodeLease.Microseconds(), node, owner).Error
		})
		if err != nil && ctx.Err() == nil {
			d.log.WarnContext(ctx, "the node lease was not renewed", "node", node, "error", err)
		}
	}
}
