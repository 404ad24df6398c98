-- +goose Up
-- Uploaded pictures; the bytes stand in blob storage by id and width (internal/catalog).
CREATE TABLE media (
  id INTEGER PRIMARY KEY,
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  color TEXT NOT NULL CHECK (length(color) <= 7),
  source_bytes INTEGER NOT NULL,
  created_by INTEGER NOT NULL,
  created_us INTEGER NOT NULL
);
CREATE UNIQUE INDEX uq_media_sha256 ON media (sha256);
