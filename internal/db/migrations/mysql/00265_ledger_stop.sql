-- +goose Up
-- Accounts into which nothing is posted, since an invariant broke. lifted_us 0 = stopped now.
CREATE TABLE ledger_stop (
  id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  invariant VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  why VARCHAR(300) NOT NULL,
  stopped_us BIGINT NOT NULL,
  asked_by BIGINT NOT NULL DEFAULT 0,
  asked_us BIGINT NOT NULL DEFAULT 0,
  lifted_by BIGINT NOT NULL DEFAULT 0,
  lifted_us BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  UNIQUE KEY uq_ledger_stop_account_id_lifted_us (account_id, lifted_us),
  KEY ix_ledger_stop_lifted_us (lifted_us)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
