// Package demo builds Liangping's story for a demonstration: its towns and
// villages are real and public, everybody who lives, sells, grows or buys in it
// is invented.
//
// Tables owned: none.
//
// The seed goes through the same functions as real use, on a clock that it moves
// through a year; --number and --as-of determine everything it tells.
package demo
