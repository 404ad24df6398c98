-- +goose Up
-- What one household gave to a lot; frozen and hashed when the lot is sealed (internal/stock).
CREATE TABLE lot_contribution (
  lot_id BIGINT NOT NULL,
  ord INT NOT NULL,
  household_id BIGINT NOT NULL,
  qty BIGINT NOT NULL,
  grams BIGINT NOT NULL,
  grade_pm INT NOT NULL,
  at_us BIGINT NOT NULL,
  by_user BIGINT NOT NULL,
  voided_us BIGINT NOT NULL,
  PRIMARY KEY (lot_id, ord),
  KEY ix_lot_contribution_household_id_lot_id (household_id, lot_id),
  CONSTRAINT ck_lot_contribution_1 CHECK (qty > 0),
  CONSTRAINT ck_lot_contribution_2 CHECK (grams > 0),
  CONSTRAINT ck_lot_contribution_3 CHECK (grade_pm > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
