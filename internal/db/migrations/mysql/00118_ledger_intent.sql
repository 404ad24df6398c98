-- +goose Up
-- Journals promised by committed business transactions, not yet posted. parked_us 0 = waiting for the lane.
CREATE TABLE ledger_intent (
  id BIGINT NOT NULL,
  lane SMALLINT NOT NULL,
  book INT NOT NULL,
  kind SMALLINT NOT NULL,
  ref BIGINT NOT NULL,
  ref_seq BIGINT NOT NULL,
  order_id BIGINT NOT NULL,
  payload MEDIUMBLOB NOT NULL,
  created_us BIGINT NOT NULL,
  parked_us BIGINT NOT NULL DEFAULT 0,
  park_code VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  park_detail VARCHAR(300) NOT NULL DEFAULT '',
  PRIMARY KEY (id),
  KEY ix_ledger_intent_lane_parked_us_id (lane, parked_us, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
