-- +goose Up
-- What the ledger booked in each month, by village: the one way the monthly open book reads across (internal/report).
-- Accounts: 2001 buyers' money. Owners: 4 a household. Kinds: 300 sign-off, 400 settlement, 1301 paid, 1303 returned
-- by the bank, 600 refund after sign-off; the last part names whose sales a refund concerns, without money.
CREATE VIEW report_flow AS
SELECT j.period, j.posted_us, o.region,
  CASE WHEN a.code = 2001 THEN 'sold' WHEN a.owner_kind = 4 THEN 'credited' ELSE 'fees' END AS item,
  CASE WHEN a.owner_kind = 4 THEN a.owner_id ELSE 0 END AS household_id,
  CASE WHEN a.code = 2001 THEN e.amount ELSE -e.amount END AS amount
FROM ledger_journal j
JOIN orders o ON o.id = j.order_id
JOIN ledger_entry e ON e.journal_id = j.id
JOIN ledger_account a ON a.id = e.account_id
WHERE j.kind = 300
UNION ALL
SELECT j.period, j.posted_us, h.region, 'settled', h.id, j.gross
FROM ledger_journal j
JOIN household h ON h.id = j.ref
WHERE j.kind = 400
UNION ALL
SELECT j.period, j.posted_us, h.region, CASE WHEN j.kind = 1301 THEN 'paid' ELSE 'returned' END, h.id, j.gross
FROM ledger_journal j
JOIN payout_line l ON l.id = j.ref
JOIN household h ON h.id = l.payee_id
WHERE j.kind IN (1301, 1303) AND l.payee_kind = 'household'
UNION ALL
SELECT j.period, j.posted_us, o.region, 'refunded', 0, j.gross
FROM ledger_journal j
JOIN orders o ON o.id = j.order_id
WHERE j.kind = 600
UNION ALL
SELECT j.period, j.posted_us, o.region, 'refunded', a.owner_id, 0
FROM ledger_journal j
JOIN orders o ON o.id = j.order_id
JOIN ledger_journal s ON s.order_id = j.order_id AND s.kind = 300
JOIN ledger_entry e ON e.journal_id = s.id
JOIN ledger_account a ON a.id = e.account_id AND a.owner_kind = 4
WHERE j.kind = 600;
