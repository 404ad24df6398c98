-- +goose Up
-- 区/镇/村 of the district; 组 are numbered and need no row (decisions 2)
CREATE TABLE place (
  code VARCHAR(14) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  parent VARCHAR(14) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  level VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(60) NOT NULL,
  short_name VARCHAR(40) NOT NULL,
  sort_key VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (code),
  KEY ix_place_parent_sort_key (parent, sort_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
