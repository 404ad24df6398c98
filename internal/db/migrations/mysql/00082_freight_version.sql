-- +goose Up
-- One frozen version of a freight template (internal/logistics). Append only.
CREATE TABLE freight_version (
  template_id BIGINT NOT NULL,
  version INT NOT NULL,
  carrier_id BIGINT NOT NULL,
  origin VARCHAR(64) NOT NULL,
  created_by BIGINT NOT NULL,
  created_us BIGINT NOT NULL,
  PRIMARY KEY (template_id, version)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
