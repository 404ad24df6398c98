-- +goose Up
-- Whose turn it is to examine; one row. patrol_*: where the next look at old balances and open items begins.
CREATE TABLE doctor_turn (
  id INTEGER NOT NULL,
  owner TEXT NOT NULL CHECK (length(owner) <= 64),
  lease_us INTEGER NOT NULL,
  turn INTEGER NOT NULL,
  patrol_account INTEGER NOT NULL,
  patrol_open_account INTEGER NOT NULL,
  patrol_open_dim INTEGER NOT NULL,
  PRIMARY KEY (id)
);
