// Package draw holds the arithmetic of samples that can be audited: who of a period's events is drawn, who stands in for
// somebody who can't be reached, and who is called in to round the period up.
//
// It knows numbers and one secret, never rows, customers or clocks. What it computes anybody can compute again from the
// revealed secret (docs/samples.md).
package draw
