-- +goose Up
-- Which process holds which node number of identifiers (internal/id).
CREATE TABLE id_node (
  node INTEGER NOT NULL,
  owner TEXT NOT NULL CHECK (length(owner) <= 64),
  until_us INTEGER NOT NULL,
  PRIMARY KEY (node)
);
