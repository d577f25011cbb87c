package main

import "carebook/api"

// openapiCmd prints the description of the web API; api/openapi.yaml is made with it.
type openapiCmd struct{}

// Run starts nothing.
func (openapiCmd) Run(s streams) error {
	description, err := api.Description()
	if err != nil {
		return err
	}
	_, err = s.out.Write(description)
	return err
}
