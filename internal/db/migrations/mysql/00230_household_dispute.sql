-- +goose Up
-- What a household says against a line of its passbook, who must answer it, and the answer (internal/household).
CREATE TABLE household_dispute (
  id BIGINT NOT NULL,
  household_id BIGINT NOT NULL,
  region VARCHAR(14) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  line_id BIGINT NOT NULL,
  station_id BIGINT NOT NULL,
  state VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_station TINYINT NOT NULL,
  words VARCHAR(300) NOT NULL,
  raised_us BIGINT NOT NULL,
  raised_by BIGINT NOT NULL,
  taken_us BIGINT NOT NULL,
  taken_by BIGINT NOT NULL,
  answer VARCHAR(300) NOT NULL,
  answered_us BIGINT NOT NULL,
  answered_by BIGINT NOT NULL,
  closed BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uq_household_dispute_household_id_line_id_closed (household_id, line_id, closed),
  KEY ix_household_dispute_station_id_state_id (station_id, state, id),
  KEY ix_household_dispute_region_state_id (region, state, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
