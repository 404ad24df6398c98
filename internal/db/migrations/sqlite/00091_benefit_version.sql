-- +goose Up
-- An immutable version of a link; order lines name the version they were sold under.
CREATE TABLE benefit_version (
  id INTEGER PRIMARY KEY,
  link_id INTEGER NOT NULL,
  no INTEGER NOT NULL,
  summary TEXT NOT NULL CHECK (length(summary) <= 500),
  created_by INTEGER NOT NULL,
  created_us INTEGER NOT NULL
);
CREATE UNIQUE INDEX uq_benefit_version_link_id_no ON benefit_version (link_id, no);
