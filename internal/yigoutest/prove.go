package yigoutest

import "os"

// Often is how many times a test repeats itself: short in `make test`, long in
// `make prove`.
func Often(short, long int) int {
	if os.Getenv("YIGOU_PROVE") != "" {
		return long
	}
	return short
}
