-- +goose Up
-- What the entries up to the lane's mark say stands open; gone at zero.
CREATE TABLE doctor_open (
  account_id BIGINT NOT NULL,
  dim BIGINT NOT NULL,
  balance BIGINT NOT NULL,
  PRIMARY KEY (account_id, dim)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
