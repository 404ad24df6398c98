-- +goose Up
-- A refund's cost that the growers are asked to bear: heard first, posted after the days to object (internal/trade).
CREATE TABLE refund_claim (
  refund_id INTEGER PRIMARY KEY,
  order_id INTEGER NOT NULL,
  merchant_id INTEGER NOT NULL,
  book INTEGER NOT NULL,
  region TEXT NOT NULL CHECK (length(region) <= 14),
  amount_fen INTEGER NOT NULL,
  taken_fen INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (length(state) <= 24),
  finding TEXT NOT NULL CHECK (length(finding) <= 300),
  contact TEXT NOT NULL CHECK (length(contact) <= 24),
  contact_day INTEGER NOT NULL,
  object_until_day INTEGER NOT NULL,
  objection TEXT NOT NULL CHECK (length(objection) <= 300),
  objected_us INTEGER NOT NULL,
  objected_by INTEGER NOT NULL,
  decision TEXT NOT NULL CHECK (length(decision) <= 300),
  decided_us INTEGER NOT NULL,
  decided_by INTEGER NOT NULL,
  created_us INTEGER NOT NULL,
  created_by INTEGER NOT NULL,
  CHECK (amount_fen > 0 AND taken_fen >= 0 AND taken_fen <= amount_fen)
);
CREATE INDEX ix_refund_claim_state_object_until_day ON refund_claim (state, object_until_day);
CREATE INDEX ix_refund_claim_order_id ON refund_claim (order_id);
CREATE INDEX ix_refund_claim_region_refund_id ON refund_claim (region, refund_id);
