-- +goose Up
-- The outbox: work that a committed transaction promised (internal/outbox).
CREATE TABLE job (
  id BIGINT NOT NULL,
  kind VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  ukey VARCHAR(96) CHARACTER SET ascii COLLATE ascii_bin NULL,
  body TEXT NOT NULL,
  run_us BIGINT NOT NULL,
  tries INT NOT NULL,
  owner VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_us BIGINT NOT NULL,
  last_error VARCHAR(500) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uq_job_kind_ukey (kind, ukey),
  KEY ix_job_run_us_id (run_us, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
