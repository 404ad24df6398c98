-- +goose Up
-- Refunds taken from a slice; [r_before, r_after) tile [0, retracted).
CREATE TABLE alloc_retract (
  id BIGINT NOT NULL,
  slice_id BIGINT NOT NULL,
  refund_id BIGINT NOT NULL,
  r_before BIGINT NOT NULL,
  r_after BIGINT NOT NULL,
  created_us BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uq_alloc_retract_refund_id_slice_id (refund_id, slice_id),
  UNIQUE KEY uq_alloc_retract_slice_id_r_before (slice_id, r_before),
  CONSTRAINT ck_alloc_retract_1 CHECK (r_after > r_before)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
