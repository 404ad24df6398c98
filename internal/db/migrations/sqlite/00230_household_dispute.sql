-- +goose Up
-- What a household says against a line of its passbook, who must answer it, and the answer (internal/household).
CREATE TABLE household_dispute (
  id INTEGER PRIMARY KEY,
  household_id INTEGER NOT NULL,
  region TEXT NOT NULL CHECK (length(region) <= 14),
  line_id INTEGER NOT NULL,
  station_id INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (length(state) <= 24),
  at_station INTEGER NOT NULL,
  words TEXT NOT NULL CHECK (length(words) <= 300),
  raised_us INTEGER NOT NULL,
  raised_by INTEGER NOT NULL,
  taken_us INTEGER NOT NULL,
  taken_by INTEGER NOT NULL,
  answer TEXT NOT NULL CHECK (length(answer) <= 300),
  answered_us INTEGER NOT NULL,
  answered_by INTEGER NOT NULL,
  closed INTEGER NOT NULL
);
CREATE UNIQUE INDEX uq_household_dispute_household_id_line_id_closed ON household_dispute (household_id, line_id, closed);
CREATE INDEX ix_household_dispute_station_id_state_id ON household_dispute (station_id, state, id);
CREATE INDEX ix_household_dispute_region_state_id ON household_dispute (region, state, id);
