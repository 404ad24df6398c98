-- +goose Up
-- How far each lane has been proven, always to the end of a block. patrol_*: the same for the second reading of old blocks.
CREATE TABLE doctor_lane (
  lane SMALLINT NOT NULL,
  seq BIGINT NOT NULL,
  height BIGINT NOT NULL,
  head BINARY(32) NOT NULL,
  posted_us BIGINT NOT NULL,
  epoch BIGINT NOT NULL,
  alg SMALLINT NOT NULL,
  patrol_seq BIGINT NOT NULL,
  patrol_height BIGINT NOT NULL,
  PRIMARY KEY (lane)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
