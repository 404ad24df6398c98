-- +goose Up
-- Refunds taken from a slice; [r_before, r_after) tile [0, retracted).
CREATE TABLE alloc_retract (
  id INTEGER PRIMARY KEY,
  slice_id INTEGER NOT NULL,
  refund_id INTEGER NOT NULL,
  r_before INTEGER NOT NULL,
  r_after INTEGER NOT NULL,
  created_us INTEGER NOT NULL,
  CHECK (r_after > r_before)
);
CREATE UNIQUE INDEX uq_alloc_retract_refund_id_slice_id ON alloc_retract (refund_id, slice_id);
CREATE UNIQUE INDEX uq_alloc_retract_slice_id_r_before ON alloc_retract (slice_id, r_before);
