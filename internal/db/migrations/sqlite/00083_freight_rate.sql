-- +goose Up
-- What one version charges for one province, or why it does not go there (internal/logistics). Append only.
CREATE TABLE freight_rate (
  template_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  province TEXT NOT NULL CHECK (length(province) <= 2),
  ord INTEGER NOT NULL,
  first_g INTEGER NOT NULL,
  first_fen INTEGER NOT NULL,
  step_g INTEGER NOT NULL,
  step_fen INTEGER NOT NULL,
  free_over_fen INTEGER NOT NULL,
  excluded TEXT NOT NULL CHECK (length(excluded) <= 80),
  PRIMARY KEY (template_id, version, province),
  CHECK (first_g >= 0 AND first_fen >= 0 AND step_g >= 0 AND step_fen >= 0 AND free_over_fen >= 0)
) WITHOUT ROWID;
