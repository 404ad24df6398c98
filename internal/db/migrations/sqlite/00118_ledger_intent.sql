-- +goose Up
-- Journals promised by committed business transactions, not yet posted. parked_us 0 = waiting for the lane.
CREATE TABLE ledger_intent (
  id INTEGER PRIMARY KEY,
  lane INTEGER NOT NULL,
  book INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  ref INTEGER NOT NULL,
  ref_seq INTEGER NOT NULL,
  order_id INTEGER NOT NULL,
  payload BLOB NOT NULL,
  created_us INTEGER NOT NULL,
  parked_us INTEGER NOT NULL DEFAULT 0,
  park_code TEXT NOT NULL DEFAULT '' CHECK (length(park_code) <= 24),
  park_detail TEXT NOT NULL DEFAULT '' CHECK (length(park_detail) <= 300)
);
CREATE INDEX ix_ledger_intent_lane_parked_us_id ON ledger_intent (lane, parked_us, id);
