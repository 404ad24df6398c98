-- +goose Up
-- a role somebody holds between two days; to_day 0 is open
CREATE TABLE user_grant (
  id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  role VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  org_kind VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  org_id BIGINT NOT NULL DEFAULT 0,
  region VARCHAR(14) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  from_day INT NOT NULL,
  to_day INT NOT NULL DEFAULT 0,
  granted_by BIGINT NOT NULL,
  created_us BIGINT NOT NULL,
  PRIMARY KEY (id),
  KEY ix_user_grant_user_id (user_id),
  KEY ix_user_grant_region_id (region, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
