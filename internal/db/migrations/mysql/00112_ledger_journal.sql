-- +goose Up
-- Posted journals, append only. id = lane << 48 | sequence: the order of commits within the lane.
CREATE TABLE ledger_journal (
  id BIGINT NOT NULL,
  height BIGINT NOT NULL,
  book INT NOT NULL,
  kind SMALLINT NOT NULL,
  ref BIGINT NOT NULL,
  ref_seq BIGINT NOT NULL,
  order_id BIGINT NOT NULL,
  period INT NOT NULL,
  effective_us BIGINT NOT NULL,
  posted_us BIGINT NOT NULL,
  n SMALLINT NOT NULL,
  gross BIGINT NOT NULL,
  reverses BIGINT NULL,
  actor BIGINT NOT NULL,
  req_hash BINARY(32) NOT NULL,
  leaf BINARY(32) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uq_ledger_journal_book_kind_ref_ref_seq (book, kind, ref, ref_seq),
  UNIQUE KEY uq_ledger_journal_reverses (reverses),
  KEY ix_ledger_journal_order_id (order_id),
  KEY ix_ledger_journal_book_period_kind (book, period, kind),
  CONSTRAINT ck_ledger_journal_1 CHECK (n >= 2),
  CONSTRAINT ck_ledger_journal_2 CHECK (gross > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
