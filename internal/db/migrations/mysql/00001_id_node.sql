-- +goose Up
-- Which process holds which node number of identifiers (internal/id).
CREATE TABLE id_node (
  node INT NOT NULL,
  owner VARCHAR(64) NOT NULL,
  until_us BIGINT NOT NULL,
  PRIMARY KEY (node)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
