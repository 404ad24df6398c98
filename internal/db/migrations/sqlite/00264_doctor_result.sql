-- +goose Up
-- The last word on each invariant of each kind of examination (quick, full). broken_us 0 = it holds.
CREATE TABLE doctor_result (
  invariant TEXT NOT NULL CHECK (length(invariant) <= 8),
  pass TEXT NOT NULL CHECK (length(pass) <= 8),
  figure TEXT NOT NULL CHECK (length(figure) <= 300),
  detail TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  broken_us INTEGER NOT NULL,
  PRIMARY KEY (invariant, pass)
);
