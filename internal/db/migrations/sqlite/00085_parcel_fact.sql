-- +goose Up
-- What a carrier reported about a parcel, each fact once (internal/logistics). Append only.
CREATE TABLE parcel_fact (
  parcel_id INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (length(state) <= 24),
  place TEXT NOT NULL CHECK (length(place) <= 64),
  detail TEXT NOT NULL CHECK (length(detail) <= 200),
  seen_us INTEGER NOT NULL,
  PRIMARY KEY (parcel_id, at_us, state)
) WITHOUT ROWID;
