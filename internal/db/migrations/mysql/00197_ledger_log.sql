-- +goose Up
-- The order of blocks in the log, fixed once by the checkpoint that takes them, append only.
CREATE TABLE ledger_log (
  idx BIGINT NOT NULL,
  lane SMALLINT NOT NULL,
  height BIGINT NOT NULL,
  PRIMARY KEY (idx),
  UNIQUE KEY uq_ledger_log_lane_height (lane, height)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
