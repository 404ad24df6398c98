// Package httpapi is the edge people and programs talk to: the contract
// (openapi.yaml), the server generated from it, and the pages.
//
// Tables owned: none.
//
// Invariants:
//   - openapi.yaml comes first; api.gen.go and the TypeScript types are generated
//     from it and never edited;
//   - generated types stay in this package; a handler is actor → from the API →
//     one domain call → to the API;
//   - every operation stands in access.go, and only operations of the contract;
//   - HTTP numbers are given in problem.go and nowhere else;
//   - nothing that is logged holds a query, a phone, an identity number or a
//     token.
//
// Called by app.
package httpapi
