// Command testenv runs the project's checks and tests, with everything they
// need beside them: it finds or installs the programs, starts a MariaDB and a
// Redis of its own on free loopback ports with a data directory of their own,
// runs the stages of [stages] in order, stops exactly what it started, also on
// failure and on Ctrl-C, and closes with one line "N passed, N failed".
//
//	testenv test [-redis-stop=half]   every stage; also go, sqlite, web, browser, lint, fuzz
//	testenv prove [-part=REGEXP]      the long forms, each part alone and resumable
//	testenv beside PROGRAM [ARG…]     a program, such as `yigou bench`, with durable private servers beside it
//
// What could not be tested because a program is missing is named and counted
// as skipped; with CI set in the environment it is counted as failed.
//
// The tests learn of their surroundings from the environment alone:
//
//	YIGOU_TEST_MYSQL        mysql://user:password@127.0.0.1:port/ of a private server where it may do everything
//	YIGOU_TEST_REDIS        127.0.0.1:port of a private Redis; it may die at any moment
//	YIGOU_TEST_BINARY       the built yigou, for browser tests
//	YIGOU_TEST_CHROMIUM     the Chromium for browser tests
//	YIGOU_TEST_SCREENSHOTS  where browser tests put their pictures
//	YIGOU_PROVE             1 in `make prove`: run the long form
//
// It uses the standard library alone, so that it builds in a second on a
// machine that has nothing but Go.
package main
