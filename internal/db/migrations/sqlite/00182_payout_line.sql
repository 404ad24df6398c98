-- +goose Up
-- one payee's sum in a batch; closed is 0 until the ledger has answered the lock, then the row's own id
CREATE TABLE payout_line (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  book INTEGER NOT NULL,
  payee_kind TEXT NOT NULL CHECK (length(payee_kind) <= 24),
  payee_id INTEGER NOT NULL,
  account_id INTEGER NOT NULL,
  bank_name TEXT NOT NULL CHECK (length(bank_name) <= 60),
  tail TEXT NOT NULL CHECK (length(tail) <= 4),
  amount_fen INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (length(state) <= 24),
  reason TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 100),
  bank_txn TEXT NOT NULL DEFAULT '' CHECK (length(bank_txn) <= 64),
  paid_us INTEGER NOT NULL DEFAULT 0,
  returned_us INTEGER NOT NULL DEFAULT 0,
  updated_us INTEGER NOT NULL,
  closed INTEGER NOT NULL DEFAULT 0,
  CHECK (amount_fen > 0)
);
CREATE UNIQUE INDEX uq_payout_line_batch_id_seq ON payout_line (batch_id, seq);
CREATE UNIQUE INDEX uq_payout_line_book_payee_kind_payee_id_closed ON payout_line (book, payee_kind, payee_id, closed);
CREATE INDEX ix_payout_line_payee_kind_payee_id_id ON payout_line (payee_kind, payee_id, id);
