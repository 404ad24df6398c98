-- +goose Up
-- one reading of a bank's answer; the file itself is not kept
CREATE TABLE payout_import (
  id BIGINT NOT NULL,
  batch_id BIGINT NOT NULL,
  file_name VARCHAR(120) NOT NULL,
  rows_read INT NOT NULL,
  rows_applied INT NOT NULL,
  rows_same INT NOT NULL,
  rows_rejected INT NOT NULL,
  at_us BIGINT NOT NULL,
  by_user BIGINT NOT NULL,
  PRIMARY KEY (id),
  KEY ix_payout_import_batch_id_id (batch_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
