-- +goose Up
-- What every signed order brought to whom: the one way reports read across (internal/report).
-- day_no counts days since 1970-01-01 in Shanghai.
CREATE VIEW report_sale AS
SELECT o.region, o.station_id, o.merchant_id, o.id AS order_id, o.signed_us,
  (o.signed_us + 28800000000) DIV 86400000000 AS day_no,
  r.role, r.household_id, r.amount
FROM orders o
JOIN alloc_slice s ON s.order_id = o.id
JOIN alloc_row r ON r.slice_id = s.id
WHERE o.state = 'signed';
