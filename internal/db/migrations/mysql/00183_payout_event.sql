-- +goose Up
-- what became of a line, once per outcome; only ever added to
CREATE TABLE payout_event (
  id BIGINT NOT NULL,
  batch_id BIGINT NOT NULL,
  line_id BIGINT NOT NULL,
  kind VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reason VARCHAR(100) NOT NULL,
  bank_txn VARCHAR(64) NOT NULL,
  at_us BIGINT NOT NULL,
  by_user BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uq_payout_event_line_id_kind (line_id, kind)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
