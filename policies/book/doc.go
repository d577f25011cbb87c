// Package book holds the policies themselves: one YAML file per chapter, the profiles that say which policy a business
// unit runs for which family, and the clause register.
//
// It embeds the files and nothing more. How a file is read and what it may say stands in policies; what is done about a
// clause stands in workflows. Processes never import this package: a case receives its parameters once, when it opens.
package book
