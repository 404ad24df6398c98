//go:build race

package catalog

// filled is small here: the race detector slows the embedded database thirtyfold,
// and what it watches does not depend on the number of products.
const filled = 600
