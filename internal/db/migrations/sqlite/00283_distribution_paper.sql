-- +goose Up
-- Evidence: minutes of the party and of the members' meeting. The file is in object storage under the id.
CREATE TABLE distribution_paper (
  id INTEGER PRIMARY KEY,
  distribution_id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (length(kind) <= 24),
  name TEXT NOT NULL CHECK (length(name) <= 80),
  content_type TEXT NOT NULL CHECK (length(content_type) <= 40),
  size INTEGER NOT NULL,
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  author INTEGER NOT NULL,
  created_us INTEGER NOT NULL
);
CREATE INDEX ix_distribution_paper_distribution_id_id ON distribution_paper (distribution_id, id);
