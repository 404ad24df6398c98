-- +goose Up
-- Entries of journals, append only. amount: debit above zero, credit below.
CREATE TABLE ledger_entry (
  journal_id INTEGER NOT NULL,
  ord INTEGER NOT NULL,
  account_id INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  dim INTEGER NOT NULL,
  row_id INTEGER NOT NULL,
  PRIMARY KEY (journal_id, ord),
  CHECK (amount <> 0)
) WITHOUT ROWID;
CREATE INDEX ix_ledger_entry_account_id_journal_id_amount ON ledger_entry (account_id, journal_id, amount);
