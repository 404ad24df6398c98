-- +goose Up
-- What is posted in place of the reversed journal; amount: debit above zero, credit below.
CREATE TABLE correction_leg (
  correction_id BIGINT NOT NULL,
  ord INT NOT NULL,
  account_id BIGINT NOT NULL,
  amount BIGINT NOT NULL,
  PRIMARY KEY (correction_id, ord),
  CONSTRAINT ck_correction_leg_1 CHECK (amount <> 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
