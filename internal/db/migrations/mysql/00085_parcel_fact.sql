-- +goose Up
-- What a carrier reported about a parcel, each fact once (internal/logistics). Append only.
CREATE TABLE parcel_fact (
  parcel_id BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  state VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  place VARCHAR(64) NOT NULL,
  detail VARCHAR(200) NOT NULL,
  seen_us BIGINT NOT NULL,
  PRIMARY KEY (parcel_id, at_us, state)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
