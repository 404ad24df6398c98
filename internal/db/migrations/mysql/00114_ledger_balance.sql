-- +goose Up
-- Balances of accounts, written only by the lane of their book.
CREATE TABLE ledger_balance (
  account_id BIGINT NOT NULL,
  dr BIGINT NOT NULL,
  cr BIGINT NOT NULL,
  n BIGINT NOT NULL,
  last_id BIGINT NOT NULL,
  PRIMARY KEY (account_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
