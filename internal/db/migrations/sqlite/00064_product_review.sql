-- +goose Up
-- Every step of a listing's review, with who decided (internal/catalog). Append only.
CREATE TABLE product_review (
  id INTEGER PRIMARY KEY,
  product_id INTEGER NOT NULL,
  round INTEGER NOT NULL,
  stage TEXT NOT NULL CHECK (length(stage) <= 24),
  verdict TEXT NOT NULL CHECK (length(verdict) <= 24),
  reason TEXT NOT NULL CHECK (length(reason) <= 200),
  reviewer_id INTEGER NOT NULL,
  at_us INTEGER NOT NULL
);
CREATE UNIQUE INDEX uq_product_review_product_id_round_stage ON product_review (product_id, round, stage);
