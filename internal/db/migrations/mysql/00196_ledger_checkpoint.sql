-- +goose Up
-- Signed states of the log of all blocks, append only. heads: lane and height taken, big-endian, by lane.
CREATE TABLE ledger_checkpoint (
  id BIGINT NOT NULL,
  size BIGINT NOT NULL,
  alg SMALLINT NOT NULL,
  root BINARY(32) NOT NULL,
  heads MEDIUMBLOB NOT NULL,
  note TEXT NOT NULL,
  published_us BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uq_ledger_checkpoint_size_alg (size, alg),
  CONSTRAINT ck_ledger_checkpoint_1 CHECK (size > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
