-- +goose Up
-- What is posted in place of the reversed journal; amount: debit above zero, credit below.
CREATE TABLE correction_leg (
  correction_id INTEGER NOT NULL,
  ord INTEGER NOT NULL,
  account_id INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  PRIMARY KEY (correction_id, ord),
  CHECK (amount <> 0)
) WITHOUT ROWID;
