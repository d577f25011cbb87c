package main

// webFlags say where the web API answers, and what stands before it.
type webFlags struct {
	oidcFlags
	Listen         string   `default:"127.0.0.1:8080" env:"CAREBOOK_LISTEN" placeholder:"HOST:PORT" help:"Where the web API answers. [default: 127.0.0.1:8080]"`
	TrustedProxies []string `env:"CAREBOOK_TRUSTED_PROXIES" placeholder:"NETWORK,…" help:"Addresses or networks of the proxies before it, whose X-Forwarded-For and X-Forwarded-Proto count; nobody's without it."`
	StrangersRate  int      `default:"100" env:"CAREBOOK_STRANGERS_RATE" placeholder:"N" help:"Requests a second that one address may send without saying who asks. [default: 100]"`
}
