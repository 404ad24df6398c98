-- +goose Up
-- What the entries up to the lane's mark say stands open; gone at zero.
CREATE TABLE doctor_open (
  account_id INTEGER NOT NULL,
  dim INTEGER NOT NULL,
  balance INTEGER NOT NULL,
  PRIMARY KEY (account_id, dim)
) WITHOUT ROWID;
