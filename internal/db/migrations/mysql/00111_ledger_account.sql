-- +goose Up
-- Accounts of a book. side 1 debit, -1 credit; guard 0 none, 1 account, 2 per dim.
CREATE TABLE ledger_account (
  id BIGINT NOT NULL,
  book INT NOT NULL,
  code SMALLINT NOT NULL,
  owner_kind SMALLINT NOT NULL,
  owner_id BIGINT NOT NULL,
  sub BIGINT NOT NULL,
  side SMALLINT NOT NULL,
  guard SMALLINT NOT NULL,
  opened_us BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uq_ledger_account_book_code_owner_kind_owner_id_sub (book, code, owner_kind, owner_id, sub),
  KEY ix_ledger_account_owner_kind_owner_id_code (owner_kind, owner_id, code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
