package ledger

// Entry is one line of a posted journal, with whose account it touches.
type Entry struct {
	Ord     int // 1…n within the journal
	Account AccountID
	Key     AccountKey
	Amount  int64 // debit above zero, credit below
	Dim     int64
	Row     int64
}

// Posted is a journal as it stands in the books.
type Posted struct {
	ID          int64 // lane << 48 | sequence
	Height      int64 // its block in the lane
	Book        int32
	Kind        Kind
	Ref, RefSeq int64
	Order       int64
	Period      int32 // yyyymm
	EffectiveUS int64
	PostedUS    int64
	N           int   // number of entries
	Gross       int64 // Σ of the debits
	Reverses    int64
	Actor       int64
	ReqHash     Hash
	Leaf        Hash
	Entries     []Entry // nil where only the head was read
}

const seqBits = 48

// LaneOf returns the lane of a journal id.
func LaneOf(journalID int64) int16 { return int16(journalID >> seqBits) }

// SeqOf returns the sequence of a journal id within its lane, from 1.
func SeqOf(journalID int64) int64 { return journalID & (1<<seqBits - 1) }

// JournalID composes what LaneOf and SeqOf take apart.
func JournalID(lane int16, seq int64) int64 { return int64(lane)<<seqBits | seq }
