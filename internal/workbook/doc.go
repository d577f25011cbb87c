// Package workbook reads and writes the one sheet of an xlsx workbook, row by row, as text.
//
// What columns a sheet has is said by whoever calls; what a cell means doesn't belong here, nor does anything of the books.
package workbook
