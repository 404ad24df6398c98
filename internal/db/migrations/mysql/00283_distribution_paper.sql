-- +goose Up
-- Evidence: minutes of the party and of the members' meeting. The file is in object storage under the id.
CREATE TABLE distribution_paper (
  id BIGINT NOT NULL,
  distribution_id BIGINT NOT NULL,
  kind VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(80) NOT NULL,
  content_type VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  size BIGINT NOT NULL,
  digest BINARY(32) NOT NULL,
  author BIGINT NOT NULL,
  created_us BIGINT NOT NULL,
  PRIMARY KEY (id),
  KEY ix_distribution_paper_distribution_id_id (distribution_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
