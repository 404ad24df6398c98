-- +goose Up
-- Jobs that failed too often: a person decides (internal/outbox).
CREATE TABLE job_dead (
  id BIGINT NOT NULL,
  kind VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  ukey VARCHAR(96) CHARACTER SET ascii COLLATE ascii_bin NULL,
  body TEXT NOT NULL,
  tries INT NOT NULL,
  created_us BIGINT NOT NULL,
  dead_us BIGINT NOT NULL,
  last_error VARCHAR(500) NOT NULL,
  PRIMARY KEY (id),
  KEY ix_job_dead_kind_dead_us (kind, dead_us)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
