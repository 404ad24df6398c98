-- +goose Up
-- Trial balance of a closed month: every account that had a balance or moved. Amounts are signed, debit above zero, except dr and cr, both >= 0.
CREATE TABLE ledger_trial (
  book INTEGER NOT NULL,
  period INTEGER NOT NULL,
  account_id INTEGER NOT NULL,
  opening INTEGER NOT NULL,
  dr INTEGER NOT NULL,
  cr INTEGER NOT NULL,
  closing INTEGER NOT NULL,
  PRIMARY KEY (book, period, account_id)
) WITHOUT ROWID;
