-- +goose Up
-- one payee's sum in a batch; closed is 0 until the ledger has answered the lock, then the row's own id
CREATE TABLE payout_line (
  id BIGINT NOT NULL,
  batch_id BIGINT NOT NULL,
  seq INT NOT NULL,
  book INT NOT NULL,
  payee_kind VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  payee_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  bank_name VARCHAR(60) NOT NULL,
  tail VARCHAR(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  amount_fen BIGINT NOT NULL,
  state VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reason VARCHAR(100) NOT NULL DEFAULT '',
  bank_txn VARCHAR(64) NOT NULL DEFAULT '',
  paid_us BIGINT NOT NULL DEFAULT 0,
  returned_us BIGINT NOT NULL DEFAULT 0,
  updated_us BIGINT NOT NULL,
  closed BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  UNIQUE KEY uq_payout_line_batch_id_seq (batch_id, seq),
  UNIQUE KEY uq_payout_line_book_payee_kind_payee_id_closed (book, payee_kind, payee_id, closed),
  KEY ix_payout_line_payee_kind_payee_id_id (payee_kind, payee_id, id),
  CONSTRAINT ck_payout_line_1 CHECK (amount_fen > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
