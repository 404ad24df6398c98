-- +goose Up
-- An order line cut by lot. lot_id 0 = freight. state: planned, fixed (shipped), signed.
CREATE TABLE alloc_slice (
  id BIGINT NOT NULL,
  book INT NOT NULL,
  order_id BIGINT NOT NULL,
  order_line_id BIGINT NOT NULL,
  lot_id BIGINT NOT NULL,
  ord INT NOT NULL,
  qty BIGINT NOT NULL,
  grams BIGINT NOT NULL,
  gross BIGINT NOT NULL,
  retracted BIGINT NOT NULL DEFAULT 0,
  rule_version BIGINT NOT NULL,
  state VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_us BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uq_alloc_slice_order_line_id_lot_id (order_line_id, lot_id),
  KEY ix_alloc_slice_order_id (order_id),
  KEY ix_alloc_slice_lot_id (lot_id),
  CONSTRAINT ck_alloc_slice_1 CHECK (gross >= 0),
  CONSTRAINT ck_alloc_slice_2 CHECK (retracted >= 0 AND retracted <= gross)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
