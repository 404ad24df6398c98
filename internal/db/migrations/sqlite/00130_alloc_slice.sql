-- +goose Up
-- An order line cut by lot. lot_id 0 = freight. state: planned, fixed (shipped), signed.
CREATE TABLE alloc_slice (
  id INTEGER PRIMARY KEY,
  book INTEGER NOT NULL,
  order_id INTEGER NOT NULL,
  order_line_id INTEGER NOT NULL,
  lot_id INTEGER NOT NULL,
  ord INTEGER NOT NULL,
  qty INTEGER NOT NULL,
  grams INTEGER NOT NULL,
  gross INTEGER NOT NULL,
  retracted INTEGER NOT NULL DEFAULT 0,
  rule_version INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (length(state) <= 24),
  created_us INTEGER NOT NULL,
  CHECK (gross >= 0),
  CHECK (retracted >= 0 AND retracted <= gross)
);
CREATE UNIQUE INDEX uq_alloc_slice_order_line_id_lot_id ON alloc_slice (order_line_id, lot_id);
CREATE INDEX ix_alloc_slice_order_id ON alloc_slice (order_id);
CREATE INDEX ix_alloc_slice_lot_id ON alloc_slice (lot_id);
