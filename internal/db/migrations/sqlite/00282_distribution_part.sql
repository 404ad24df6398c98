-- +goose Up
-- What a household gets, with what it was computed from; never changes.
CREATE TABLE distribution_part (
  distribution_id INTEGER NOT NULL,
  ord INTEGER NOT NULL,
  household_id INTEGER NOT NULL,
  units INTEGER NOT NULL,
  volume_fen INTEGER NOT NULL,
  by_shares_fen INTEGER NOT NULL,
  by_volume_fen INTEGER NOT NULL,
  PRIMARY KEY (distribution_id, ord),
  CHECK (by_shares_fen >= 0 AND by_volume_fen >= 0)
);
CREATE UNIQUE INDEX uq_distribution_part_distribution_id_household_id ON distribution_part (distribution_id, household_id);
CREATE INDEX ix_distribution_part_household_id_distribution_id ON distribution_part (household_id, distribution_id);
