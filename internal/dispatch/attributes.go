package dispatch

import (
	"context"
	"errors"
	"fmt"
	"strings"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/operatorservice/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"

	"carebook/contract"
)

// Search attributes tell an operator of Temporal which kind of case a workflow is and which unit it belongs to. They are
// set at the start and never changed; lists and reports come from the books.
var (
	attributeKind = temporal.NewSearchAttributeKeyKeyword("CarebookKind")
	attributeUnit = temporal.NewSearchAttributeKeyKeyword("CarebookUnit")
)

// RegisterAttributes makes Temporal know the search attributes. A service that doesn't let us is an error to be logged,
// not a reason to stop: cases then start without them.
func RegisterAttributes(ctx context.Context, c client.Client) error {
	_, err := c.OperatorService().AddSearchAttributes(ctx, &operatorservice.AddSearchAttributesRequest{
		Namespace: contract.Namespace,
		SearchAttributes: map[string]enumspb.IndexedValueType{
			attributeKind.GetName(): enumspb.INDEXED_VALUE_TYPE_KEYWORD,
			attributeUnit.GetName(): enumspb.INDEXED_VALUE_TYPE_KEYWORD,
		},
	})
	var exists *serviceerror.AlreadyExists
	if err != nil && !errors.As(err, &exists) {
		return fmt.Errorf("registering search attributes: %w", err)
	}
	return nil
}

// registered reports whether Temporal knows the search attributes.
func registered(ctx context.Context, c client.Client) (bool, error) {
	known, err := c.OperatorService().ListSearchAttributes(ctx, &operatorservice.ListSearchAttributesRequest{
		Namespace: contract.Namespace,
	})
	if err != nil {
		return false, err
	}
	_, kind := known.GetCustomAttributes()[attributeKind.GetName()]
	_, unit := known.GetCustomAttributes()[attributeUnit.GetName()]
	return kind && unit, nil
}

// unmapped reports whether Temporal refused a start because of its search attributes.
func unmapped(err error) bool {
	var invalid *serviceerror.InvalidArgument
	return errors.As(err, &invalid) && strings.Contains(strings.ToLower(invalid.Error()), "search attribute")
}
