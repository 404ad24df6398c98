// Package config is the one struct of settings: defaults, then one YAML file,
// then the environment, then Validate.
//
// Tables owned: none. Who may call: app and the commands; everybody else gets
// values from them.
//
// Invariants:
//   - Without file and environment the result runs: development on SQLite in
//     ./data, nothing else installed.
//   - A key nobody reads, a value out of range and everything unsafe in
//     production are refused at start, each with a sentence that says what to
//     do.
//   - configs/yigou.example.yaml holds every key with its default; a test
//     compares it with this package.
package config
