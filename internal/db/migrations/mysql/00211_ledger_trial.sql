-- +goose Up
-- Trial balance of a closed month: every account that had a balance or moved. Amounts are signed, debit above zero, except dr and cr, both >= 0.
CREATE TABLE ledger_trial (
  book INT NOT NULL,
  period INT NOT NULL,
  account_id BIGINT NOT NULL,
  opening BIGINT NOT NULL,
  dr BIGINT NOT NULL,
  cr BIGINT NOT NULL,
  closing BIGINT NOT NULL,
  PRIMARY KEY (book, period, account_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
