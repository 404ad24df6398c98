-- +goose Up
-- one phone, one person who can sign in
CREATE TABLE user_account (
  id INTEGER PRIMARY KEY,
  phone_sealed BLOB NOT NULL,
  phone_blind BLOB NOT NULL CHECK (length(phone_blind) = 32),
  phone_mask TEXT NOT NULL CHECK (length(phone_mask) <= 20),
  name TEXT NOT NULL DEFAULT '' CHECK (length(name) <= 40),
  password_hash TEXT NOT NULL DEFAULT '' CHECK (length(password_hash) <= 120),
  failures INTEGER NOT NULL DEFAULT 0,
  locked_until_us INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL CHECK (length(state) <= 24),
  created_us INTEGER NOT NULL,
  updated_us INTEGER NOT NULL
);
CREATE UNIQUE INDEX uq_user_account_phone_blind ON user_account (phone_blind);
