package api

import (
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"

	"carebook/internal/idptest"
)

// B16: every lie of a provider, or of somebody in its name, ends without a session and with the same problem.
func TestB16WhatIsNotTheProvidersWordForThisAttemptLetsNobodyIn(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		for name, lie := range lies {
			t.Run(name, func(t *testing.T) {
				idp := idptest.New(t)
				c.signsInAt(idp)
				c.linked(idp, "1006", "subject-1")
				b := c.browser()
				r := lie(t, b, idp)
				if r.Status != 403 || r.code() != codeSignInRefused {
					t.Errorf("%d %s", r.Status, r.Text)
				}
				c.nobodyIn(b, r)
			})
		}
	})
}

// nobodyIn says what a refused attempt must not leave behind.
func (c *counter) nobodyIn(b *browser, r reply) {
	c.t.Helper()
	if n := c.rows("sessions"); n != 0 {
		c.t.Errorf("%d sessions", n)
	}
	if me := b.me(); me.Status != 401 {
		c.t.Errorf("somebody is in: %s", me.Text)
	}
	for _, inside := range []string{"subject-1", "oidc:", "token", "nonce", "127.0.0.1", "RS256", "goroutine", "go-jose", idptest.Secret} {
		if strings.Contains(r.Text, inside) {
			c.t.Errorf("the answer says %q: %s", inside, r.Text)
		}
	}
	for _, p := range []string{idptest.Secret, "subject-1"} {
		if strings.Contains(c.log.text(), p) {
			c.t.Errorf("the log says %q", p)
		}
	}
}

// claim is a lie about one claim of the id token.
func claim(name string, value any) func(*testing.T, *browser, *idptest.Provider) reply {
	return claims(map[string]any{name: value})
}

func claims(extra map[string]any) func(*testing.T, *browser, *idptest.Provider) reply {
	return func(_ *testing.T, b *browser, idp *idptest.Provider) reply {
		idp.Extra = extra
		return b.signIn(idp)
	}
}

// forged is a token that somebody else made.
func forged(forge func(t *testing.T, idp *idptest.Provider, header, claims map[string]any) string) func(*testing.T, *browser, *idptest.Provider) reply {
	return func(t *testing.T, b *browser, idp *idptest.Provider) reply {
		idp.Forge = func(header, claims map[string]any) string { return forge(t, idp, header, claims) }
		return b.signIn(idp)
	}
}

// answered changes what the browser brings back.
func answered(change func(q url.Values)) func(*testing.T, *browser, *idptest.Provider) reply {
	return func(_ *testing.T, b *browser, idp *idptest.Provider) reply {
		at := b.begin(idp, "")
		q := at.Query()
		change(q)
		at.RawQuery = q.Encode()
		return b.back(at)
	}
}

// instead has the token endpoint answer otherwise.
func instead(answer http.HandlerFunc) func(*testing.T, *browser, *idptest.Provider) reply {
	return func(_ *testing.T, b *browser, idp *idptest.Provider) reply {
		idp.Instead["/token"] = answer
		return b.signIn(idp)
	}
}

func secretOf(t *testing.T, idp *idptest.Provider) (secrets [][]byte) {
	t.Helper()
	key := idp.Key("rsa-1").(*rsa.PrivateKey)
	der, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	public := pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})
	return [][]byte{public, der, x509.MarshalPKCS1PublicKey(&key.PublicKey), []byte(idptest.Secret)}
}

// keyed is HS256 with what anybody, or the client, knows as its secret.
func keyed(n int) func(*testing.T, *browser, *idptest.Provider) reply {
	return forged(func(t *testing.T, idp *idptest.Provider, header, claims map[string]any) string {
		header["alg"] = "HS256"
		return idptest.Keyed(secretOf(t, idp)[n], header, claims)
	})
}

// ownKey signs with a key that isn't the provider's, and says in the header where to find it.
func ownKey(say func(header map[string]any, other *idptest.Provider)) func(*testing.T, *browser, *idptest.Provider) reply {
	return forged(func(t *testing.T, _ *idptest.Provider, header, claims map[string]any) string {
		other := idptest.New(t)
		other.AddKey(t, "mine", jose.ES256)
		header["alg"] = "ES256"
		say(header, other)
		token := idptest.Sign(other.Key("mine"), header, claims)
		t.Cleanup(func() {
			if len(other.Asked) > 0 {
				t.Errorf("the keys of somebody else were asked for: %v", other.Asked)
			}
		})
		return token
	})
}

var lies = map[string]func(t *testing.T, b *browser, idp *idptest.Provider) reply{
	"alg none": forged(func(_ *testing.T, _ *idptest.Provider, header, claims map[string]any) string {
		header["alg"] = "none"
		return idptest.Unsigned(header, claims) + "."
	}),
	"alg none without a dot": forged(func(_ *testing.T, _ *idptest.Provider, header, claims map[string]any) string {
		header["alg"] = "None"
		return idptest.Unsigned(header, claims)
	}),
	"no signature": forged(func(_ *testing.T, _ *idptest.Provider, header, claims map[string]any) string {
		return idptest.Unsigned(header, claims) + "."
	}),
	"HS256 with the public key as PEM":    keyed(0),
	"HS256 with the public key as DER":    keyed(1),
	"HS256 with the public key as PKCS 1": keyed(2),
	"HS256 with the client's secret":      keyed(3),
	"a key of its own, named as ours":     ownKey(func(header map[string]any, _ *idptest.Provider) { header["kid"] = "rsa-1" }),
	"a key of its own without a name":     ownKey(func(header map[string]any, _ *idptest.Provider) { delete(header, "kid") }),
	"a kid that is a path":                ownKey(func(header map[string]any, _ *idptest.Provider) { header["kid"] = "../../../../dev/null" }),
	"a kid that is SQL":                   ownKey(func(header map[string]any, _ *idptest.Provider) { header["kid"] = "' UNION SELECT 'x" }),
	"a jku":                               ownKey(func(header map[string]any, o *idptest.Provider) { header["jku"], header["kid"] = o.URL+"/keys", "mine" }),
	"an x5u":                              ownKey(func(header map[string]any, o *idptest.Provider) { header["x5u"], header["kid"] = o.URL+"/keys", "mine" }),
	"a jwk in the header": ownKey(func(header map[string]any, o *idptest.Provider) {
		header["jwk"] = jose.JSONWebKey{Key: o.Key("mine").Public(), KeyID: "mine"}
	}),
	"RS512": func(_ *testing.T, b *browser, idp *idptest.Provider) reply {
		idp.Header = map[string]any{"alg": "RS512"}
		return b.signIn(idp)
	},
	"a critical header that nobody knows": func(_ *testing.T, b *browser, idp *idptest.Provider) reply {
		idp.Header = map[string]any{"crit": []string{"x"}, "x": true}
		return b.signIn(idp)
	},
	"a changed claim": forged(func(_ *testing.T, idp *idptest.Provider, header, claims map[string]any) string {
		parts := strings.Split(idptest.Sign(idp.Key("rsa-1"), header, claims), ".")
		claims["sub"] = "subject-2"
		return idptest.Unsigned(header, claims) + "." + parts[2]
	}),

	"wrong aud":           claim("aud", "another client"),
	"no aud":              claim("aud", nil),
	"several aud, no azp": claim("aud", []string{"carebook", "another"}),
	"another azp":         claims(map[string]any{"aud": []string{"carebook", "another"}, "azp": "another"}),
	"wrong iss":           claim("iss", "https://elsewhere.test"),
	"iss with a slash": func(_ *testing.T, b *browser, idp *idptest.Provider) reply {
		return claim("iss", idp.URL+"/")(nil, b, idp)
	},
	"no iss":            claim("iss", nil),
	"no exp":            claim("exp", nil),
	"exp in the past":   claim("exp", time.Now().Add(-time.Second).Unix()),
	"exp as text":       claim("exp", "tomorrow"),
	"nbf in the future": claim("nbf", time.Now().Add(time.Hour).Unix()),
	"iat in the future": claim("iat", time.Now().Add(time.Hour).Unix()),
	"no iat":            claim("iat", nil),
	"a clock an hour ahead": func(_ *testing.T, b *browser, idp *idptest.Provider) reply {
		idp.Skew = time.Hour
		return b.signIn(idp)
	},
	"a clock an hour behind": func(_ *testing.T, b *browser, idp *idptest.Provider) reply {
		idp.Skew = -time.Hour
		return b.signIn(idp)
	},
	"auth_time to come":      claim("auth_time", time.Now().Add(time.Hour).Unix()),
	"no nonce":               claim("nonce", nil),
	"another nonce":          claim("nonce", "another"),
	"no sub":                 claim("sub", nil),
	"sub as a number":        claim("sub", 1),
	"a sub that is too long": claim("sub", strings.Repeat("x", 256)),
	"a sub with a line end":  claim("sub", "subject\n1"),
	"another at_hash":        claim("at_hash", "another"),

	"an access token as id token": func(_ *testing.T, b *browser, idp *idptest.Provider) reply {
		idp.Header = map[string]any{"typ": "at+jwt"}
		return b.signIn(idp)
	},
	"a logout token as id token": forged(func(_ *testing.T, idp *idptest.Provider, _, _ map[string]any) string {
		idp.Forge = nil
		return idp.LogoutToken()
	}),
	"no id token": instead(func(w http.ResponseWriter, _ *http.Request) {
		answerJSON(w, 200, `{"access_token":"x","token_type":"Bearer"}`)
	}),
	"an id token as a number": instead(func(w http.ResponseWriter, _ *http.Request) { answerJSON(w, 200, `{"access_token":"x","id_token":1}`) }),
	"no JSON":                 instead(func(w http.ResponseWriter, _ *http.Request) { answerJSON(w, 200, `<html>`) }),
	"invalid_grant": instead(func(w http.ResponseWriter, _ *http.Request) {
		answerJSON(w, 400, `{"error":"invalid_grant","error_description":"subject-1"}`)
	}),
	"a redirect": instead(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "http://169.254.169.254/", http.StatusTemporaryRedirect)
	}),
	"an answer without an end": instead(func(w http.ResponseWriter, _ *http.Request) {
		answerJSON(w, 200, `{"access_token":"`+strings.Repeat("x", 2<<20)+`"}`)
	}),

	"no state":              answered(func(q url.Values) { q.Del("state") }),
	"another state":         answered(func(q url.Values) { q.Set("state", "another") }),
	"no code":               answered(func(q url.Values) { q.Del("code") }),
	"another code":          answered(func(q url.Values) { q.Set("code", "another") }),
	"the answer of another": answered(func(q url.Values) { q.Set("iss", "https://elsewhere.test") }),
	"the person said no":    answered(func(q url.Values) { q.Del("code"); q.Set("error", "access_denied") }),
	"an answer without a name where there always is one": func(t *testing.T, b *browser, idp *idptest.Provider) reply {
		idp.Discover = func(document map[string]any) { document["authorization_response_iss_parameter_supported"] = true }
		return answered(func(q url.Values) { q.Del("iss") })(t, b, idp)
	},
	"no cookie": func(_ *testing.T, b *browser, idp *idptest.Provider) reply {
		at := b.begin(idp, "")
		clear(b.cookies)
		return b.back(at)
	},
	"the cookie of another browser": func(_ *testing.T, b *browser, idp *idptest.Provider) reply {
		at := b.begin(idp, "")
		other := b.c.browser()
		other.begin(idp, "")
		return other.back(at)
	},
	"a replayed state": func(_ *testing.T, b *browser, idp *idptest.Provider) reply {
		at := b.begin(idp, "")
		kept := b.cookies[attemptName]
		q := at.Query()
		q.Set("code", "another")
		b.back(&url.URL{Path: at.Path, RawQuery: q.Encode()})
		b.cookies[attemptName] = kept
		return b.back(at)
	},
	"a code of another attempt": func(_ *testing.T, b *browser, idp *idptest.Provider) reply {
		other := b.c.browser().begin(idp, "").Query().Get("code")
		return answered(func(q url.Values) { q.Set("code", other) })(nil, b, idp)
	},
	"an attempt that took too long": func(_ *testing.T, b *browser, idp *idptest.Provider) reply {
		at := b.begin(idp, "")
		b.c.exec("UPDATE sign_in_attempts SET expires_at = ?", time.Now().Add(-time.Second).UTC())
		return b.back(at)
	},
	"the same subject of another issuer": func(t *testing.T, b *browser, idp *idptest.Provider) reply {
		other := idptest.New(t)
		idp.Forge = func(header, claims map[string]any) string {
			claims["iss"] = other.URL
			return idptest.Sign(other.Key("rsa-1"), header, claims)
		}
		return b.signIn(idp)
	},
	"a code of another issuer": func(t *testing.T, b *browser, idp *idptest.Provider) reply {
		other := idptest.New(t)
		r := b.c.want(b.visit("GET", base+oidcPath, ""), 302, "")
		return b.back(other.Authorize(t, strings.Replace(r.Header.Get("Location"), idp.URL, other.URL, 1)))
	},
}

func answerJSON(w http.ResponseWriter, status int, body string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(body))
}

func TestB16ACodeAndItsStateCountOnce(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		idp := idptest.New(t)
		c.signsInAt(idp)
		c.linked(idp, "1006", "subject-1")
		b := c.browser()
		at := b.begin(idp, "")
		cookie := b.cookies[attemptName]
		c.want(b.back(at), 302, "")
		again := c.browser()
		again.cookies[attemptName] = cookie
		c.want(again.back(at), 403, codeSignInRefused)
		if n := c.rows("sessions"); n != 1 {
			t.Errorf("%d sessions", n)
		}
	})
}

func TestB16TheSameSubjectOfAnotherIssuerIsSomebodyElse(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		theirs, ours := idptest.New(t), idptest.New(t)
		c.signsInAt(ours)
		c.linked(theirs, "1006", "subject-1")
		b := c.browser()
		r := c.want(b.signIn(ours), 403, codeNobodyLinked)
		if me := b.me(); me.Status != 401 || c.rows("sessions") != 0 {
			t.Errorf("%s", me.Text)
		}
		params := r.JSON["params"].(map[string]any)
		if params["subject"] != "subject-1" || params["issuer"] != ours.URL {
			t.Errorf("%s", r.Text)
		}
	})
}
