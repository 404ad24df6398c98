-- +goose Up
-- Uploaded pictures; the bytes stand in blob storage by id and width (internal/catalog).
CREATE TABLE media (
  id BIGINT NOT NULL,
  sha256 BINARY(32) NOT NULL,
  width INT NOT NULL,
  height INT NOT NULL,
  color VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  source_bytes BIGINT NOT NULL,
  created_by BIGINT NOT NULL,
  created_us BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uq_media_sha256 (sha256)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
