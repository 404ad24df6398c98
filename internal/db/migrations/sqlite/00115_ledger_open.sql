-- +goose Up
-- Open items: balance per account and dim (order, refund, payout line), gone at zero (decisions 18).
CREATE TABLE ledger_open (
  account_id INTEGER NOT NULL,
  dim INTEGER NOT NULL,
  balance INTEGER NOT NULL,
  since_us INTEGER NOT NULL,
  PRIMARY KEY (account_id, dim),
  CHECK (balance <> 0)
) WITHOUT ROWID;
