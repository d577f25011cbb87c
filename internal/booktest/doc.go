// Package booktest gives tests migrated, empty books on both stores, and a small organisation to put into them.
//
// It is for tests only and holds no assertions about carebook.
package booktest
