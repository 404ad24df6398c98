// Package app wires the house by hand: one struct, built in order, started by
// Run, taken down in reverse. What end-to-end tests start is what production
// starts.
//
// Tables owned: none.
package app
