-- +goose Up
-- The sealed key of a month's salts. Destroying a row makes that month's commitments unopenable.
CREATE TABLE ledger_salt (
  period INT NOT NULL,
  sealed MEDIUMBLOB NOT NULL,
  created_us BIGINT NOT NULL,
  PRIMARY KEY (period)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
