// Package slip draws what a household takes home on paper: its passbook as a
// PDF in large type, with a Chinese font of its own.
//
// Tables owned: none. It knows no books: the caller hands it words and sums
// that are already read and masked.
package slip
