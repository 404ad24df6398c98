//go:build !race

package ledger_test

const simHistories = 40
