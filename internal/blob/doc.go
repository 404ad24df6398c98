// Package blob keeps files beside the database: pictures now, documents as
// they come. Disk is the local directory; other stores fit behind Store.
//
// Tables owned: none; who stores a file keeps its key in a row. Who may call:
// every package above rank 1.
//
// Invariants:
//   - A key is there whole or not at all, also after a crash in the middle of
//     Put.
//   - What Put has answered for is on the disk, its directory entry included.
//   - No key leads outside the store.
package blob
