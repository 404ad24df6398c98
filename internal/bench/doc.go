// Package bench measures the program beside its ceilings: every figure is a
// ratio to what the same machine can do at best, measured in the same run, load
// generator included on both sides (quality.md §1).
//
// Tables owned: none. The bare transactions that orders are compared with use
// tables of their own, in a database of their own.
//
// The server measured is this program's serve in a process of its own, on a
// district built through the same functions as real use; after every run the
// stock is counted and the doctor is asked.
package bench
