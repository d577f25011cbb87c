package policies_test

import (
	"math/big"
	"testing"

	"carebook/policies"
)

// A part of a whole is compared exactly, whatever the sizes: beside the border, and beyond what 64 bits can multiply.
func FuzzAPartIsComparedExactly(f *testing.F) {
	for _, seed := range [][2]int64{{333, 1000}, {334, 1000}, {333, 999}, {0, 0}, {0, 1}, {-1, 1}, {1, -1}, {1<<63 - 1, 1<<63 - 1}, {1 << 62, 1<<63 - 1}} {
		f.Add(int8(1), int8(3), seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, num, den int8, amount, whole int64) {
		if num < 1 || den < num {
			return
		}
		left := new(big.Int).Mul(big.NewInt(int64(den)), big.NewInt(amount))
		right := new(big.Int).Mul(big.NewInt(int64(num)), big.NewInt(whole))
		want := left.Cmp(right) < 0 && whole > 0 // nothing is less than a part of nothing
		if got := (policies.Fraction{Num: int64(num), Den: int64(den)}).Above(amount, whole); got != want {
			t.Errorf("%d of %d by %d/%d: %v, want %v", amount, whole, num, den, got, want)
		}
	})
}

func TestAThirdItselfIsNotLessThanAThird(t *testing.T) {
	third := policies.Fraction{Num: 1, Den: 3}
	for amount, want := range map[int64]bool{33332: true, 33333: false, 33334: false} {
		if got := third.Above(amount, 99999); got != want {
			t.Errorf("%d of 99999: %v", amount, got)
		}
	}
	for _, text := range []string{"", "1", "1/0", "0/3", "4/3", "-1/3", "01/3", "1/3 ", "a/b"} {
		if err := new(policies.Fraction).UnmarshalText([]byte(text)); err == nil {
			t.Errorf("%q is read as a part", text)
		}
	}
}

// Every clause on which a decision rests is one of the register.
func TestDecisionsOnCreditRestOnClausesOfTheRegister(t *testing.T) {
	b := shipped(t)
	for _, p := range b.Policies() {
		if p.Credit == nil {
			continue
		}
		for what, rule := range p.Credit.Grounds {
			for _, clause := range rule.Value {
				if _, ok := b.Clause(clause); !ok {
					t.Errorf("%s: %s rests on %s, which is not in the register", p.ID, what, clause)
				}
			}
		}
	}
}
