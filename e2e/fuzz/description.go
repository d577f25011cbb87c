package fuzz

import (
	"fmt"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

const (
	jsonType    = "application/json"
	problemType = "application/problem+json"
	streamType  = "text/event-stream"
)

// Operation is one operation of the description.
type Operation struct {
	ID, Method, Path string // Path as the description has it, under the base
	params           openapi3.Parameters
	media            string // of a request's body; empty without one
	body             *openapi3.Schema
	answers          map[string]*openapi3.Response // by status
}

// Streams reports whether an answer doesn't end by itself.
func (o *Operation) Streams() bool {
	ok := o.answers["200"]
	return ok != nil && ok.Content[streamType] != nil
}

// Description is what the counter says about itself.
type Description struct {
	Operations []*Operation // by path and method
	problem    *openapi3.Schema
}

// Read reads a description in YAML.
func Read(yaml []byte) (*Description, error) {
	doc, err := openapi3.NewLoader().LoadFromData(yaml)
	if err != nil {
		return nil, fmt.Errorf("reading the description: %w", err)
	}
	problem := doc.Components.Schemas["Problem"]
	if problem == nil {
		return nil, fmt.Errorf("the description has no Problem")
	}
	d := &Description{problem: problem.Value}
	for path, item := range doc.Paths.Map() {
		for method, op := range item.Operations() {
			d.Operations = append(d.Operations, operation(method, path, op))
		}
	}
	slices.SortFunc(d.Operations, func(a, b *Operation) int { return strings.Compare(a.ID, b.ID) })
	return d, nil
}

func operation(method, path string, op *openapi3.Operation) *Operation {
	o := &Operation{ID: op.OperationID, Method: method, Path: path, params: op.Parameters, answers: map[string]*openapi3.Response{}}
	if op.RequestBody != nil {
		for media, content := range op.RequestBody.Value.Content {
			o.media = media
			if media == jsonType {
				o.body = content.Schema.Value
			}
		}
	}
	for status, answer := range op.Responses.Map() {
		o.answers[status] = answer.Value
	}
	return o
}

// parameters are those of one place: path, query or header.
func (o *Operation) parameters(in string) (all []*openapi3.Parameter) {
	for _, p := range o.params {
		if p.Value.In == in {
			all = append(all, p.Value)
		}
	}
	return all
}
