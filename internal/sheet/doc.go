// Package sheet reads tables people upload (.xlsx, or CSV in UTF-8 or GB18030)
// row by row, and writes .xlsx for them to download.
//
// Tables owned: none. Who may call: every package above rank 2.
//
// Invariants:
//   - An upload is never stored (decisions 25). CSV is a stream; an .xlsx file
//     is held in memory, because its directory stands at its end, and unpacked
//     in memory: excelize's own limit for spilling to disk is set to the limit
//     at which a file is refused.
//   - Size, unpacked size and rows are bounded, so that no small file fills the
//     memory.
//   - A damaged file is refused whole, never read half: zip checksums are
//     checked before the first row.
//   - Columns the caller did not name are skipped at this step and reach no one.
//   - No written cell is a formula, in Excel or in what Excel makes of the file
//     as CSV.
package sheet
