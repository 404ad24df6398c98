-- +goose Up
-- The share register: from a day on a household holds so many units (0 = none any more). Append-only; of one day the latest row holds.
CREATE TABLE distribution_holding (
  id INTEGER PRIMARY KEY,
  merchant_id INTEGER NOT NULL,
  household_id INTEGER NOT NULL,
  from_day INTEGER NOT NULL,
  units INTEGER NOT NULL,
  author INTEGER NOT NULL,
  created_us INTEGER NOT NULL,
  CHECK (units >= 0)
);
CREATE INDEX ix_distribution_holding_merchant_id_from_day ON distribution_holding (merchant_id, from_day);
