-- +goose Up
-- The final refusal of a caller who waits for the answer (decisions 16): the key can never succeed afterwards.
CREATE TABLE ledger_reject (
  book INT NOT NULL,
  kind SMALLINT NOT NULL,
  ref BIGINT NOT NULL,
  ref_seq BIGINT NOT NULL,
  code VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  req_hash BINARY(32) NOT NULL,
  at_us BIGINT NOT NULL,
  PRIMARY KEY (book, kind, ref, ref_seq)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
