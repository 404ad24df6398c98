-- +goose Up
-- A set of books: one per merchant of record (ledger.md §0.7). A book stays in its lane.
CREATE TABLE ledger_book (
  id INT NOT NULL,
  owner_kind SMALLINT NOT NULL,
  owner_id BIGINT NOT NULL,
  lane SMALLINT NOT NULL,
  opened_us BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uq_ledger_book_owner_kind_owner_id (owner_kind, owner_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
