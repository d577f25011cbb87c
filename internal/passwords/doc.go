// Package passwords hashes passwords and knows which ones are too easy to guess.
//
// Who may try, how often, and whose a password is, do not belong here.
package passwords
