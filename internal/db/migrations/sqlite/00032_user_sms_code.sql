-- +goose Up
-- a code sent to a phone; only its keyed hash is kept
CREATE TABLE user_sms_code (
  id INTEGER PRIMARY KEY,
  phone_blind BLOB NOT NULL CHECK (length(phone_blind) = 32),
  purpose TEXT NOT NULL CHECK (length(purpose) <= 24),
  code_hash BLOB NOT NULL CHECK (length(code_hash) = 32),
  tries INTEGER NOT NULL DEFAULT 0,
  expires_us INTEGER NOT NULL,
  used_us INTEGER NOT NULL DEFAULT 0,
  created_us INTEGER NOT NULL
);
CREATE INDEX ix_user_sms_code_phone_blind_purpose_id ON user_sms_code (phone_blind, purpose, id);
