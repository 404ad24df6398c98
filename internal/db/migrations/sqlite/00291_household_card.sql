-- +goose Up
-- 户卡: a printed card that opens a household's passbook at its station; token and code only as keyed hashes, closed is 0 while it holds, then the row's own id (internal/household).
CREATE TABLE household_card (
  id INTEGER PRIMARY KEY,
  household_id INTEGER NOT NULL,
  token_hash BLOB NOT NULL CHECK (length(token_hash) = 32),
  code_hash BLOB NOT NULL CHECK (length(code_hash) = 32),
  tries INTEGER NOT NULL,
  locked_until_us INTEGER NOT NULL,
  issued_us INTEGER NOT NULL,
  issued_by INTEGER NOT NULL,
  revoked_us INTEGER NOT NULL,
  revoked_by INTEGER NOT NULL,
  closed INTEGER NOT NULL
);
CREATE UNIQUE INDEX uq_household_card_household_id_closed ON household_card (household_id, closed);
CREATE UNIQUE INDEX uq_household_card_token_hash ON household_card (token_hash);
CREATE INDEX ix_household_card_closed_locked_until_us ON household_card (closed, locked_until_us);
