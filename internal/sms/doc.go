// Package sms sends text messages. Fake keeps them in memory for demo, Off
// refuses; a real sender is another implementation of Sender.
//
// Tables owned: none. Who may call: identity and the jobs that tell people
// something.
//
// Invariants:
//   - A phone and what a message says are never logged and never part of an
//     error.
package sms
