-- +goose Up
-- 代看人: who else may read a household's passbook, named at the station before a witness; closed is 0 while it holds, then the row's own id (internal/household).
CREATE TABLE household_viewer (
  id BIGINT NOT NULL,
  household_id BIGINT NOT NULL,
  region VARCHAR(14) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  user_id BIGINT NOT NULL,
  version VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  witness_id BIGINT NOT NULL,
  named_us BIGINT NOT NULL,
  named_by BIGINT NOT NULL,
  removed_us BIGINT NOT NULL,
  removed_by BIGINT NOT NULL,
  closed BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uq_household_viewer_household_id_user_id_closed (household_id, user_id, closed),
  KEY ix_household_viewer_user_id_closed (user_id, closed)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
