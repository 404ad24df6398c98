// Package report adds up what signed orders brought, to whom and where, for
// screens and public pages.
//
// Tables owned: none. It reads the views report_sale, report_order and
// report_flow, the one way to read across books.
//
// Invariants:
//   - it never writes;
//   - an order counts from its sign-off, with every row of its slices, so that
//     the parts of a scope sum to its gross;
//   - a scope travels into the WHERE clause;
//   - a public page shows the figures of the region Disclosure names, never a
//     handful of households' (decisions 26).
//
// Called by edges.
package report
