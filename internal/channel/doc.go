// Package channel carries messages out of the house: over SMTP, to the robots of WeCom, DingTalk and Feishu, and to a webhook.
// Each protocol is a file of its own; where they lead and with what secrets, the operator's configuration alone says.
//
// It knows messages, never notices, rows or persons. No error of it holds an address, a secret or anything that a receiver said.
package channel
