// Package openid asks one identity provider who somebody is (OpenID Connect), and hears from it when that ends.
//
// Libraries do the protocol; here stands what carebook insists on. It knows issuers and subjects, never staff, sessions, rows
// or requests. What comes from the provider is as little trusted as what comes from anybody else.
package openid
