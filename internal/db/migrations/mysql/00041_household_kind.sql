-- +goose Up
-- what a household was between two days; to_day 0 is open
CREATE TABLE household_kind (
  id BIGINT NOT NULL,
  household_id BIGINT NOT NULL,
  region VARCHAR(14) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  monitor VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  risk_cleared TINYINT NOT NULL DEFAULT 0,
  from_day INT NOT NULL,
  to_day INT NOT NULL DEFAULT 0,
  created_us BIGINT NOT NULL,
  PRIMARY KEY (id),
  KEY ix_household_kind_household_id_from_day (household_id, from_day)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
