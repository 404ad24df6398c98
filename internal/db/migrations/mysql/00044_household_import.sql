-- +goose Up
-- one run over one file; the file itself is not kept
CREATE TABLE household_import (
  id BIGINT NOT NULL,
  region VARCHAR(14) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  user_id BIGINT NOT NULL,
  file_name VARCHAR(120) NOT NULL,
  dry_run TINYINT NOT NULL,
  as_of_day INT NOT NULL,
  state VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  rows_read INT NOT NULL DEFAULT 0,
  rows_rejected INT NOT NULL DEFAULT 0,
  rows_skipped INT NOT NULL DEFAULT 0,
  households_new INT NOT NULL DEFAULT 0,
  households_changed INT NOT NULL DEFAULT 0,
  households_same INT NOT NULL DEFAULT 0,
  persons INT NOT NULL DEFAULT 0,
  failure VARCHAR(200) NOT NULL DEFAULT '',
  started_us BIGINT NOT NULL,
  updated_us BIGINT NOT NULL,
  finished_us BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  KEY ix_household_import_region_id (region, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
