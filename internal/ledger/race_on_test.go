//go:build race

package ledger_test

// simHistories is fewer under the race detector, which makes SQLite in Go some
// forty times slower and finds nothing new in a longer run.
const simHistories = 4
