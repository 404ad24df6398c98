-- +goose Up
-- who may see a household on a phone; closed is 0 while it holds, then the row's own id
CREATE TABLE household_binding (
  id BIGINT NOT NULL,
  household_id BIGINT NOT NULL,
  region VARCHAR(14) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  user_id BIGINT NOT NULL,
  relation VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  means VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  witness_sealed MEDIUMBLOB NULL,
  created_us BIGINT NOT NULL,
  created_by BIGINT NOT NULL,
  ended_us BIGINT NOT NULL DEFAULT 0,
  ended_by BIGINT NOT NULL DEFAULT 0,
  closed BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  UNIQUE KEY uq_household_binding_household_id_user_id_closed (household_id, user_id, closed),
  KEY ix_household_binding_user_id_closed (user_id, closed)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
