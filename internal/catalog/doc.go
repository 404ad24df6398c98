// Package catalog is the shop's shelf: categories, produce, products with their
// SKUs, review, pictures, search and the public lists.
//
// Tables owned: category, produce, product, sku, product_review, media,
// product_media, product_term.
//
// Invariants:
//   - a product moves only along the transitions of state.go, each a
//     conditional UPDATE that names the old state;
//   - who made or submitted a listing never reviews it, and the district's
//     reviewer is another person than the town's;
//   - a live price stays within the configured band around the reviewed price;
//   - product_term holds terms of products on sale and of no others;
//   - the summary columns of product (price from, cover, SKU count) are derived
//     from sku and product_media in the same transaction that changes them;
//   - a media row exists only after all its widths are stored, and never
//     changes afterwards.
//
// Writes take the acting person and write an audit row. Facts of other books
// (licence, consent, documents) come in as values of PublishInput.
// Called by flows (supply, trade), the HTTP edge, jobs and the seed.
package catalog
