-- +goose Up
-- Whose turn it is to examine; one row. patrol_*: where the next look at old balances and open items begins.
CREATE TABLE doctor_turn (
  id INT NOT NULL,
  owner VARCHAR(64) NOT NULL,
  lease_us BIGINT NOT NULL,
  turn BIGINT NOT NULL,
  patrol_account BIGINT NOT NULL,
  patrol_open_account BIGINT NOT NULL,
  patrol_open_dim BIGINT NOT NULL,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
