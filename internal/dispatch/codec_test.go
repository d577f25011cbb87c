package dispatch_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	commonpb "go.temporal.io/api/common/v1"
	failurepb "go.temporal.io/api/failure/v1"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/temporal"
	"google.golang.org/protobuf/proto"
	"pgregory.net/rapid"

	"carebook/contract"
	"carebook/internal/dispatch"
)

func converterOf(t testing.TB, key byte) converter.DataConverter {
	t.Helper()
	data, err := dispatch.NewDataConverter(bytes.Repeat([]byte{key}, 32))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestWhatIsEncryptedComesBackAndShowsNothingOfItself(t *testing.T) {
	data := converterOf(t, 1)
	rapid.Check(t, func(t *rapid.T) {
		in := contract.Message{
			Command: rapid.String().Draw(t, "command"), Action: contract.Note, Actor: "staff-in-clear",
			Facts: contract.Facts{Amount: rapid.Int64().Draw(t, "amount"), Subjects: []string{rapid.String().Draw(t, "subject")}},
		}
		payload, err := data.ToPayload(in)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := proto.Marshal(payload)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(raw, []byte("staff-in-clear")) || bytes.Contains(raw, []byte("json/plain")) {
			t.Fatalf("the payload shows what it holds: %q", raw)
		}
		var out contract.Message
		if err := data.FromPayload(payload, &out); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(in, out); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestOneValueIsNeverEncryptedTheSameTwice(t *testing.T) {
	data := converterOf(t, 1)
	first, err := data.ToPayload("value")
	if err != nil {
		t.Fatal(err)
	}
	second, err := data.ToPayload("value")
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(first.Data, second.Data) {
		t.Error("equal values can be told from their payloads")
	}
}

func TestAPayloadOfMoreThanEightKiBGoesNowhere(t *testing.T) {
	data := converterOf(t, 1)
	const wrapping = 64 // a payload's own metadata counts too
	if _, err := data.ToPayload(strings.Repeat("x", dispatch.MaxPayload-wrapping)); err != nil {
		t.Errorf("a large payload: %v", err)
	}
	_, err := data.ToPayload(strings.Repeat("x", dispatch.MaxPayload+1))
	if err == nil || !strings.Contains(err.Error(), "at most 8192 may enter a workflow") {
		t.Errorf("a too large payload: %v", err)
	}
	if err != nil && strings.Contains(err.Error(), "xxx") {
		t.Error("the error shows what the payload holds")
	}
}

func TestAPayloadThatCarebookDidNotEncryptIsRefused(t *testing.T) {
	data := converterOf(t, 1)
	sealed, err := data.ToPayload("value")
	if err != nil {
		t.Fatal(err)
	}
	plain, err := converter.GetDefaultDataConverter().ToPayload("value")
	if err != nil {
		t.Fatal(err)
	}
	with := func(data []byte) *commonpb.Payload {
		return &commonpb.Payload{Metadata: sealed.Metadata, Data: data}
	}
	for name, payload := range map[string]*commonpb.Payload{
		"plain":             plain,
		"without metadata":  {Data: sealed.Data},
		"cut to nothing":    with(nil),
		"cut in its nonce":  with(sealed.Data[:5]),
		"cut at its end":    with(sealed.Data[:len(sealed.Data)-1]),
		"with another tail": with(append(bytes.Clone(sealed.Data), 0)),
	} {
		var out string
		if err := data.FromPayload(payload, &out); err == nil {
			t.Errorf("%s: read as %q", name, out)
		}
	}
	var out string
	if err := converterOf(t, 2).FromPayload(sealed, &out); err == nil {
		t.Errorf("another key reads it as %q", out)
	}
}

func TestEveryFlippedBitOfAPayloadIsNoticed(t *testing.T) {
	data := converterOf(t, 1)
	sealed, err := data.ToPayload("value")
	if err != nil {
		t.Fatal(err)
	}
	for i := range len(sealed.Data) * 8 {
		flipped := bytes.Clone(sealed.Data)
		flipped[i/8] ^= 1 << (i % 8)
		var out string
		if err := data.FromPayload(&commonpb.Payload{Metadata: sealed.Metadata, Data: flipped}, &out); err == nil {
			t.Fatalf("bit %d flipped: read as %q", i, out)
		}
	}
}

func TestAKeyOfTheWrongLengthIsRefused(t *testing.T) {
	if _, err := dispatch.NewDataConverter(make([]byte, 31)); err == nil {
		t.Error("a key of 31 bytes was taken")
	}
}

// The text of a failure and its stack may name anything: in Temporal's store they must be unreadable, at home they are not.
func TestFailuresAreEncryptedToTheirLastCause(t *testing.T) {
	failures := dispatch.NewFailureConverter(converterOf(t, 1))
	cause := errors.New("text of the cause")
	failure := failures.ErrorToFailure(temporal.NewApplicationErrorWithCause("text of the failure", contract.RejectedType, cause,
		contract.Refused(contract.CodeExcluded, "V13-2.2")))
	raw, err := proto.Marshal(failure)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"text of the failure", "text of the cause", contract.CodeExcluded} {
		if bytes.Contains(raw, []byte(text)) {
			t.Errorf("%q stands in clear in %q", text, raw)
		}
	}
	for f := failure; f != nil; f = f.Cause {
		if f.StackTrace != "" || f.Message != "Encoded failure" {
			t.Errorf("in clear: %q %q", f.Message, f.StackTrace)
		}
	}
	back := failures.FailureToError(proto.Clone(failure).(*failurepb.Failure))
	var app *temporal.ApplicationError
	var refusal contract.Refusal
	if !errors.As(back, &app) || app.Message() != "text of the failure" || app.Type() != contract.RejectedType ||
		app.Details(&refusal) != nil || refusal.Code != contract.CodeExcluded || !strings.Contains(back.Error(), "text of the cause") {
		t.Errorf("came back as %v, %+v", back, refusal)
	}
}
