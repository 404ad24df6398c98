// Package fault holds the one error type callers may act on.
//
// A fault carries what a person needs (a Chinese sentence and the fields at
// fault) and what a program needs (a kind and a stable code). Domains declare
// sentinels next to their rule and compare with errors.Is; HTTP numbers are
// given in exactly one place, internal/httpapi/problem.go.
package fault
