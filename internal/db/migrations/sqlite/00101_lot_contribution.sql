-- +goose Up
-- What one household gave to a lot; frozen and hashed when the lot is sealed (internal/stock).
CREATE TABLE lot_contribution (
  lot_id INTEGER NOT NULL,
  ord INTEGER NOT NULL,
  household_id INTEGER NOT NULL,
  qty INTEGER NOT NULL,
  grams INTEGER NOT NULL,
  grade_pm INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  by_user INTEGER NOT NULL,
  voided_us INTEGER NOT NULL,
  PRIMARY KEY (lot_id, ord),
  CHECK (qty > 0),
  CHECK (grams > 0),
  CHECK (grade_pm > 0)
);
CREATE INDEX ix_lot_contribution_household_id_lot_id ON lot_contribution (household_id, lot_id);
