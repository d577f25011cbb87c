package passwords

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/alexedwards/argon2id"
)

func TestWhatMayBeAPassword(t *testing.T) {
	for password, want := range map[string]error{
		"":                                       ErrLength,
		"correct hors":                           nil,
		"correct hor":                            ErrLength,
		"十二个字的密码才算够长呀":                           nil,
		"十二个字密码才够长呀呀"[:33]:                       ErrLength,
		"  spaces count too  ":                   nil,
		strings.Repeat("aB3$xyzq", 16)[1:] + "!": nil,
		strings.Repeat("ab", 64) + "cd!":         ErrLength,
		"aaaaaaaaaaaa":                           ErrCommon,
		"abcabcabcabc":                           ErrCommon,
		"password1234":                           ErrCommon,
		"PASSWORDqwerty":                         ErrCommon,
		"iloveyou123456":                         ErrCommon,
		"Carebook2026!!":                         ErrCommon,
		"carebookcarebook":                       ErrCommon,
		"east-sales-7carebook":                   ErrCommon,
		"jade kettle 9 rivers":                   nil,
		"passwordless is jade":                   nil,
	} {
		if err := Check(password, "EAST-SALES-7", "2026"); !errors.Is(err, want) || want == nil && err != nil {
			t.Errorf("%q: %v, want %v", password, err, want)
		}
	}
	if n := len(common()); n < 10_000 {
		t.Errorf("only %d common passwords", n)
	}
}

func TestAPasswordIsVerifiedExactly(t *testing.T) {
	ctx := context.Background()
	const password = " Jade kettle 9 rivers, 九条河 "
	hash, err := Hash(ctx, password)
	if err != nil || !strings.HasPrefix(hash, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Fatalf("%s, %v", hash, err)
	}
	for guess, want := range map[string]bool{
		password: true, strings.TrimSpace(password): false, strings.ToLower(password): false, password + "x": false, "": false,
	} {
		if right, again, err := Verify(ctx, guess, hash); right != want || again || err != nil {
			t.Errorf("%q: %v, %v, %v", guess, right, again, err)
		}
	}
	if right, _, err := Verify(ctx, "nobody's", ""); right || err != nil {
		t.Errorf("nobody has a password: %v, %v", right, err)
	}
}

func TestAHashOfOlderParametersIsRightAndShouldBeMadeAgain(t *testing.T) {
	old := params
	old.Iterations = 1
	hash, err := argon2id.CreateHash("jade kettle 9 rivers", &old)
	if err != nil {
		t.Fatal(err)
	}
	if right, again, err := Verify(context.Background(), "jade kettle 9 rivers", hash); !right || !again || err != nil {
		t.Errorf("%v, %v, %v", right, again, err)
	}
}

func TestWhoeverGivesUpWaitingIsNotHashedFor(t *testing.T) {
	for range cap(slots) {
		slots <- struct{}{}
	}
	defer func() {
		for range cap(slots) {
			<-slots
		}
	}()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Hash(ctx, "jade kettle 9 rivers"); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}
