// Package channeltest plays the places to which messages leave the house: a mail server, the robots of three services and a webhook. They
// speak TLS, check signatures by the rules that the services publish, written a second time, and can take a message and lose the answer.
//
// It is for tests alone and knows nothing of the channels' own code.
package channeltest
