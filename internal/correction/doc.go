// Package correction answers a journal that was wrong: its exact mirror and, where
// something is to stand in its place, a new posting (E15, ADR 0011). The
// merchant's staff asks, the district approves.
//
// Tables owned: correction, correction_leg.
//
// Invariants:
//   - the approver is not the author (I17);
//   - a journal is reversed once, a reversal never;
//   - mirror and new posting are promised in one transaction;
//   - only kinds that no flow's rows stand behind are corrected by hand.
//
// Called by edges.
package correction
