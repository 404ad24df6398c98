-- +goose Up
-- An immutable version of a link; order lines name the version they were sold under.
CREATE TABLE benefit_version (
  id BIGINT NOT NULL,
  link_id BIGINT NOT NULL,
  no INT NOT NULL,
  summary VARCHAR(500) NOT NULL,
  created_by BIGINT NOT NULL,
  created_us BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uq_benefit_version_link_id_no (link_id, no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
