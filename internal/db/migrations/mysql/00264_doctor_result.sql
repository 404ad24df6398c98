-- +goose Up
-- The last word on each invariant of each kind of examination (quick, full). broken_us 0 = it holds.
CREATE TABLE doctor_result (
  invariant VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  pass VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  figure VARCHAR(300) NOT NULL,
  detail TEXT NOT NULL,
  at_us BIGINT NOT NULL,
  broken_us BIGINT NOT NULL,
  PRIMARY KEY (invariant, pass)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
