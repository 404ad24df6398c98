-- +goose Up
-- What the entries up to the lane's mark say of each account: the doctor's own sums, never copied from ledger_balance.
CREATE TABLE doctor_balance (
  account_id BIGINT NOT NULL,
  dr BIGINT NOT NULL,
  cr BIGINT NOT NULL,
  n BIGINT NOT NULL,
  last_id BIGINT NOT NULL,
  PRIMARY KEY (account_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
