package models_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"carebook/models"
)

func TestAHandOverFindsTheHandlerOfEveryKindOfCase(t *testing.T) {
	if diff := cmp.Diff(models.Kinds(), models.KindsHandedOver()); diff != "" {
		t.Error(diff)
	}
}
