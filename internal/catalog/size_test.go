//go:build !race

package catalog

// filled is how many products the list tests run over.
const filled = 5000
