-- +goose Up
-- Accounts of a book. side 1 debit, -1 credit; guard 0 none, 1 account, 2 per dim.
CREATE TABLE ledger_account (
  id INTEGER PRIMARY KEY,
  book INTEGER NOT NULL,
  code INTEGER NOT NULL,
  owner_kind INTEGER NOT NULL,
  owner_id INTEGER NOT NULL,
  sub INTEGER NOT NULL,
  side INTEGER NOT NULL,
  guard INTEGER NOT NULL,
  opened_us INTEGER NOT NULL
);
CREATE UNIQUE INDEX uq_ledger_account_book_code_owner_kind_owner_id_sub ON ledger_account (book, code, owner_kind, owner_id, sub);
CREATE INDEX ix_ledger_account_owner_kind_owner_id_code ON ledger_account (owner_kind, owner_id, code);
