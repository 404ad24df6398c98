// Package registergen writes register files as the national system exports them
// (domain.md §5), for tests, benchmarks and the demo. Every person in them is
// invented: the identity numbers begin with an area code that was never given
// out.
//
// The columns that must not be kept (health, schooling, income …) carry words
// from Dropped, so that a test can look for them in a database.
package registergen
