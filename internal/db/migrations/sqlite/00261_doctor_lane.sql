-- +goose Up
-- How far each lane has been proven, always to the end of a block. patrol_*: the same for the second reading of old blocks.
CREATE TABLE doctor_lane (
  lane INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  height INTEGER NOT NULL,
  head BLOB NOT NULL CHECK (length(head) = 32),
  posted_us INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  alg INTEGER NOT NULL,
  patrol_seq INTEGER NOT NULL,
  patrol_height INTEGER NOT NULL,
  PRIMARY KEY (lane)
);
