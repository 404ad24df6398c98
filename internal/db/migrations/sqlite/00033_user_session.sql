-- +goose Up
-- a signed-in device; the token itself is only in its cookie
CREATE TABLE user_session (
  id INTEGER PRIMARY KEY,
  token_hash BLOB NOT NULL CHECK (length(token_hash) = 32),
  user_id INTEGER NOT NULL,
  role TEXT NOT NULL CHECK (length(role) <= 24),
  grant_id INTEGER NOT NULL DEFAULT 0,
  device TEXT NOT NULL DEFAULT '' CHECK (length(device) <= 80),
  by_code INTEGER NOT NULL DEFAULT 0,
  created_us INTEGER NOT NULL,
  seen_us INTEGER NOT NULL,
  expires_us INTEGER NOT NULL,
  ended_us INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX uq_user_session_token_hash ON user_session (token_hash);
CREATE INDEX ix_user_session_user_id_ended_us ON user_session (user_id, ended_us);
CREATE INDEX ix_user_session_grant_id ON user_session (grant_id);
CREATE INDEX ix_user_session_expires_us ON user_session (expires_us);
