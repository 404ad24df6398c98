-- +goose Up
-- Orders as a day's work sees them (internal/report).
CREATE VIEW report_order AS
SELECT id AS order_id, region, station_id, merchant_id, state, total_fen, promised_day, paid_us FROM orders;
