-- +goose Up
-- A set of books: one per merchant of record (ledger.md §0.7). A book stays in its lane.
CREATE TABLE ledger_book (
  id INTEGER NOT NULL,
  owner_kind INTEGER NOT NULL,
  owner_id INTEGER NOT NULL,
  lane INTEGER NOT NULL,
  opened_us INTEGER NOT NULL,
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX uq_ledger_book_owner_kind_owner_id ON ledger_book (owner_kind, owner_id);
