-- +goose Up
-- Open items: balance per account and dim (order, refund, payout line), gone at zero (decisions 18).
CREATE TABLE ledger_open (
  account_id BIGINT NOT NULL,
  dim BIGINT NOT NULL,
  balance BIGINT NOT NULL,
  since_us BIGINT NOT NULL,
  PRIMARY KEY (account_id, dim),
  CONSTRAINT ck_ledger_open_1 CHECK (balance <> 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
