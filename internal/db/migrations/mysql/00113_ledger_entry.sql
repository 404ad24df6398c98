-- +goose Up
-- Entries of journals, append only. amount: debit above zero, credit below.
CREATE TABLE ledger_entry (
  journal_id BIGINT NOT NULL,
  ord SMALLINT NOT NULL,
  account_id BIGINT NOT NULL,
  amount BIGINT NOT NULL,
  dim BIGINT NOT NULL,
  row_id BIGINT NOT NULL,
  PRIMARY KEY (journal_id, ord),
  KEY ix_ledger_entry_account_id_journal_id_amount (account_id, journal_id, amount),
  CONSTRAINT ck_ledger_entry_1 CHECK (amount <> 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
