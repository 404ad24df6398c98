-- +goose Up
-- What staff did (internal/audit). Append only.
CREATE TABLE audit_log (
  id BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  role VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  org_kind VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  org_id BIGINT NOT NULL,
  region VARCHAR(14) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  request_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  verb VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  object_kind VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  object_id BIGINT NOT NULL,
  detail VARCHAR(500) NOT NULL,
  PRIMARY KEY (id),
  KEY ix_audit_log_object_kind_object_id_id (object_kind, object_id, id),
  KEY ix_audit_log_region_id (region, id),
  KEY ix_audit_log_user_id_id (user_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
