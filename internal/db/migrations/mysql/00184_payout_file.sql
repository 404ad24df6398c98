-- +goose Up
-- the file that went to the bank, sealed; built once
CREATE TABLE payout_file (
  batch_id BIGINT NOT NULL,
  name VARCHAR(120) NOT NULL,
  sealed MEDIUMBLOB NOT NULL,
  sha256 BINARY(32) NOT NULL,
  size_bytes INT NOT NULL,
  built_us BIGINT NOT NULL,
  PRIMARY KEY (batch_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
