-- +goose Up
-- What a household gets, with what it was computed from; never changes.
CREATE TABLE distribution_part (
  distribution_id BIGINT NOT NULL,
  ord INT NOT NULL,
  household_id BIGINT NOT NULL,
  units BIGINT NOT NULL,
  volume_fen BIGINT NOT NULL,
  by_shares_fen BIGINT NOT NULL,
  by_volume_fen BIGINT NOT NULL,
  PRIMARY KEY (distribution_id, ord),
  UNIQUE KEY uq_distribution_part_distribution_id_household_id (distribution_id, household_id),
  KEY ix_distribution_part_household_id_distribution_id (household_id, distribution_id),
  CONSTRAINT ck_distribution_part_1 CHECK (by_shares_fen >= 0 AND by_volume_fen >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
