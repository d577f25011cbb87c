package worker_test

import (
	"testing"

	"carebook/internal/pgtest"
)

func TestMain(m *testing.M) { pgtest.Main(m) }
