// Package vault keeps personal data unreadable at rest: it seals single fields
// (names, phones, identity and bank numbers, addresses), makes blind indexes to
// find them by, and masks them for screens.
//
// Tables owned: none. Who may call: every package above rank 1.
//
// Invariants:
//   - Every sealed value carries the id of its key, so several keys can be read
//     while one writes: keys rotate without a stop.
//   - A sealed value opens only under the associated data it was sealed with,
//     so that a value copied to another row or column does not open there.
//   - Keys of different purposes are derived from the secret by HKDF and never
//     shared: the sealing key says nothing about a blind index.
//   - No error and no String of this package contains plain text or a key.
package vault
