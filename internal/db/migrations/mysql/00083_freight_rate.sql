-- +goose Up
-- What one version charges for one province, or why it does not go there (internal/logistics). Append only.
CREATE TABLE freight_rate (
  template_id BIGINT NOT NULL,
  version INT NOT NULL,
  province VARCHAR(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  ord SMALLINT NOT NULL,
  first_g BIGINT NOT NULL,
  first_fen BIGINT NOT NULL,
  step_g BIGINT NOT NULL,
  step_fen BIGINT NOT NULL,
  free_over_fen BIGINT NOT NULL,
  excluded VARCHAR(80) NOT NULL,
  PRIMARY KEY (template_id, version, province),
  CONSTRAINT ck_freight_rate_1 CHECK (first_g >= 0 AND first_fen >= 0 AND step_g >= 0 AND step_fen >= 0 AND free_over_fen >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
