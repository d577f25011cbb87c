package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
)

// clientFlags say where the web API answers, who asks it, and in what language it speaks.
type clientFlags struct {
	Server    string `default:"http://127.0.0.1:8080" env:"CAREBOOK_SERVER" placeholder:"URL" help:"Where the web API answers. [default: http://127.0.0.1:8080]"`
	Token     string `env:"CAREBOOK_TOKEN" placeholder:"TOKEN" help:"Token of somebody who may do it; better in the environment than on the command line."`
	TokenFile string `type:"existingfile" placeholder:"FILE" help:"File that holds the token instead."`
	Lang      string `enum:"zh-Hans,zh-Hant,en" default:"zh-Hans" help:"Language in which the API speaks: zh-Hans, zh-Hant or en."`
}

// desk asks the API and posts what is of a media type.
func (f clientFlags) desk(sends string) (*desk, error) {
	token, err := f.token()
	return newDesk(f.Server, token, f.Lang, sends), err
}

func (f clientFlags) token() (string, error) {
	if f.TokenFile != "" {
		text, err := os.ReadFile(f.TokenFile)
		if err != nil {
			return "", fmt.Errorf("reading the token: %w", err)
		}
		return strings.TrimSpace(string(text)), nil
	}
	if f.Token == "" {
		return "", errors.New("who asks? Give CAREBOOK_TOKEN or --token-file (make a token with: carebook token create)")
	}
	return f.Token, nil
}
