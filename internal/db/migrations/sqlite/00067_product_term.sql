-- +goose Up
-- Search: the 1- and 2-grams of every product on sale, each packed into one integer (internal/catalog).
CREATE TABLE product_term (
  term INTEGER NOT NULL,
  product_id INTEGER NOT NULL,
  PRIMARY KEY (term, product_id)
) WITHOUT ROWID;
CREATE INDEX ix_product_term_product_id ON product_term (product_id);
