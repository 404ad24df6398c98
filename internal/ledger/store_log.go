package ledger

import (
	"encoding/binary"

	"github.com/yigou/yigou/internal/db"
)

// switchLanes gives the lanes their next algorithm and, where it is another,
// holds their rows until the commit: a writer that planned a block by the old
// one finds no row.
func switchLanes(tx *db.Tx, alg Alg) error {
	return tx.SQL().Exec(`UPDATE ledger_lane SET alg = ? WHERE alg <> ?`, alg, alg).Error
}

type laneHead struct {
	Lane   int16
	Height int64
	Head   []byte
}

func selectLaneHeads(tx *db.Tx) (rows []laneHead, err error) {
	err = tx.SQL().Raw(`SELECT lane, height, head FROM ledger_lane ORDER BY lane`).Scan(&rows).Error
	return rows, err
}

type blockRow struct {
	Lane     int16
	Height   int64
	Prev     []byte
	Root     []byte
	Hash     []byte
	Alg      Alg
	FirstSeq int64
	LastSeq  int64
	Epoch    int64
	SealedUS int64
}

// selectBlocks reads the blocks of a lane with after < height ≤ until.
func selectBlocks(tx *db.Tx, lane int16, after, until int64) ([]Block, error) {
	var rows []blockRow
	err := tx.SQL().Raw(`SELECT lane, height, prev, root, hash, alg, first_seq, last_seq, epoch, sealed_us
		FROM ledger_block WHERE lane = ? AND height > ? AND height <= ? ORDER BY height`, lane, after, until).Scan(&rows).Error
	bs := make([]Block, len(rows))
	for i, r := range rows {
		bs[i] = Block{
			Lane: r.Lane, Height: r.Height, Prev: Hash(r.Prev), Root: Hash(r.Root), Hash: Hash(r.Hash), Alg: r.Alg,
			FirstSeq: r.FirstSeq, LastSeq: r.LastSeq, Epoch: r.Epoch, SealedUS: r.SealedUS,
		}
	}
	return bs, err
}

func selectBlockHash(tx *db.Tx, lane int16, height int64) (Hash, error) {
	bs, err := selectBlocks(tx, lane, height-1, height)
	if err != nil || len(bs) == 0 {
		return Hash{}, err
	}
	return bs[0].Hash, nil
}

func selectJournalLeaves(tx *db.Tx, first, last int64) ([]Hash, error) {
	var rows []struct{ Leaf []byte }
	err := tx.SQL().Raw(`SELECT leaf FROM ledger_journal WHERE id BETWEEN ? AND ? ORDER BY id`, first, last).Scan(&rows).Error
	hs := make([]Hash, len(rows))
	for i, r := range rows {
		hs[i] = Hash(r.Leaf)
	}
	return hs, err
}

type checkpointRow struct {
	ID          int64
	Size        int64
	Alg         Alg
	Root        []byte
	Heads       []byte
	Note        string
	PublishedUS int64
}

func selectCheckpoints(tx *db.Tx, where string, arg int64, limit int) ([]Checkpoint, error) {
	var rows []checkpointRow
	err := tx.SQL().Raw(`SELECT id, size, alg, root, heads, note, published_us FROM ledger_checkpoint
		WHERE `+where+` ORDER BY id DESC LIMIT ?`, arg, limit).Scan(&rows).Error
	cs := make([]Checkpoint, len(rows))
	for i, r := range rows {
		cs[i] = Checkpoint{r.ID, r.Size, r.Alg, Hash(r.Root), DecodeHeads(r.Heads), r.Note, r.PublishedUS}
	}
	return cs, err
}

func selectCheckpointFrom(tx *db.Tx, us int64) (Checkpoint, error) {
	cs, err := selectCheckpoints(tx, "id = (SELECT MIN(id) FROM ledger_checkpoint WHERE published_us >= ?)", us, 1)
	return single(cs, err)
}

func selectNewestCheckpoint(tx *db.Tx) (Checkpoint, error) {
	cs, err := selectCheckpoints(tx, "id > ?", 0, 1)
	return single(cs, err)
}

func single(cs []Checkpoint, err error) (Checkpoint, error) {
	switch {
	case err != nil:
		return Checkpoint{}, err
	case len(cs) == 0:
		return Checkpoint{}, ErrNoCheckpoint
	}
	return cs[0], nil
}

func insertCheckpoint(tx *db.Tx, c Checkpoint) error {
	return tx.SQL().Exec(`INSERT INTO ledger_checkpoint (id, size, alg, root, heads, note, published_us) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		c.ID, c.Size, c.Alg, c.Root[:], encodeHeads(c.Heads), c.Note, c.PublishedUS).Error
}

const headSize = 2 + 8

func encodeHeads(heads []Head) []byte {
	c := make(canon, 0, headSize*len(heads))
	for _, h := range heads {
		c = c.u16(uint16(h.Lane)).i64(h.Height)
	}
	return c
}

// DecodeHeads reads the column heads of a checkpoint.
func DecodeHeads(b []byte) (heads []Head) {
	for ; len(b) >= headSize; b = b[headSize:] {
		heads = append(heads, Head{int16(binary.BigEndian.Uint16(b)), int64(binary.BigEndian.Uint64(b[2:]))})
	}
	return heads
}

// selectSizeOf is how far the kept tree of an algorithm reaches.
func selectSizeOf(tx *db.Tx, alg Alg) (size int64, err error) {
	err = tx.SQL().Raw(`SELECT COALESCE(MAX(size), 0) FROM ledger_checkpoint WHERE alg = ?`, alg).Scan(&size).Error
	return size, err
}

func insertLog(tx *db.Tx, from int64, entries []logEntry) error {
	args := make([]any, 0, 3*len(entries))
	for i, e := range entries {
		args = append(args, from+int64(i), e.lane, e.height)
	}
	return tx.InsertRows(`INSERT INTO ledger_log (idx, lane, height) VALUES `, 3, args, "")
}

// selectIndex is a block's place in the log; -1 while it has none.
func selectIndex(tx *db.Tx, lane int16, height int64) (int64, error) {
	var rows []int64
	err := tx.SQL().Raw(`SELECT idx FROM ledger_log WHERE lane = ? AND height = ?`, lane, height).Scan(&rows).Error
	if err != nil || len(rows) == 0 {
		return -1, err
	}
	return rows[0], nil
}

// selectLeaves reads the hashes of the blocks with from ≤ index < to.
func selectLeaves(tx *db.Tx, from, to int64) ([]Hash, error) {
	var rows []struct{ Hash []byte }
	err := tx.SQL().Raw(`SELECT b.hash FROM ledger_log g JOIN ledger_block b ON b.lane = g.lane AND b.height = g.height
		WHERE g.idx >= ? AND g.idx < ? ORDER BY g.idx`, from, to).Scan(&rows).Error
	hs := make([]Hash, len(rows))
	for i, r := range rows {
		hs[i] = Hash(r.Hash)
	}
	return hs, err
}

type logNode struct {
	level uint
	index int64
	hash  Hash
}

func insertNodes(tx *db.Tx, alg Alg, nodes []logNode) error {
	args := make([]any, 0, 4*len(nodes))
	for _, n := range nodes {
		args = append(args, alg, n.level, n.index, n.hash[:])
	}
	return tx.InsertRows(`INSERT INTO ledger_log_node (alg, level, idx, hash) VALUES `, 4, args, "")
}

func selectNodes(tx *db.Tx, alg Alg, level uint, from, to int64) ([]Hash, error) {
	var rows []struct{ Hash []byte }
	err := tx.SQL().Raw(`SELECT hash FROM ledger_log_node WHERE alg = ? AND level = ? AND idx >= ? AND idx < ? ORDER BY idx`,
		alg, level, from, to).Scan(&rows).Error
	hs := make([]Hash, len(rows))
	for i, r := range rows {
		hs[i] = Hash(r.Hash)
	}
	return hs, err
}
