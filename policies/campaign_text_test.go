package policies_test

import (
	"slices"
	"strings"
	"testing"

	"carebook/policies"
)

// R1-5.5: a message begins with the honorific.
func TestASalutationHasTheHonorificFirstAndSuitsWhatIsKnownOfTheName(t *testing.T) {
	for _, c := range []struct{ name, hans, hant, en string }{
		{"", "尊敬的客户", "尊敬的客戶", "Dear customer"},
		{"  ", "尊敬的客户", "尊敬的客戶", "Dear customer"},
		{"王", "尊敬的王先生/女士", "尊敬的王先生/女士", "Dear Mr or Ms 王"},
		{"欧阳", "尊敬的欧阳先生/女士", "尊敬的欧阳先生/女士", "Dear Mr or Ms 欧阳"},
		{"Demo", "尊敬的Demo先生/女士", "尊敬的Demo先生/女士", "Dear Mr or Ms Demo"},
		{"演示", "尊敬的演示", "尊敬的演示", "Dear 演示"},
		{" 演示客户甲 ", "尊敬的演示客户甲", "尊敬的演示客户甲", "Dear 演示客户甲"},
		{"王女士", "尊敬的王女士", "尊敬的王女士", "Dear 王女士"},
		{"Demo  Customer", "尊敬的Demo Customer", "尊敬的Demo Customer", "Dear Demo Customer"},
		{"王**", "尊敬的王**", "尊敬的王**", "Dear 王**"},
		{"演示贸易有限公司", "尊敬的演示贸易有限公司", "尊敬的演示贸易有限公司", "Dear all at 演示贸易有限公司"},
		{"Demo Trading Co., Ltd.", "尊敬的Demo Trading Co., Ltd.", "尊敬的Demo Trading Co., Ltd.", "Dear all at Demo Trading Co., Ltd."},
	} {
		for lang, want := range map[string]string{"zh-Hans": c.hans, "zh-Hant": c.hant, "en": c.en} {
			if got := policies.Salutation(c.name, lang); got != want {
				t.Errorf("%q in %s: %q, want %q", c.name, lang, got, want)
			}
		}
	}
}

func TestATextIsFilledOnceAndSaysWhatNobodyKnows(t *testing.T) {
	full, missing := policies.Fill("{salutation}, {unit} {phone} {unit} {phone}", map[string]string{"salutation": "Dear {phone}", "unit": "Demo"})
	if full != "Dear {phone}, Demo {phone} Demo {phone}" || !slices.Equal(missing, []string{"phone"}) {
		t.Errorf("%q %v", full, missing)
	}
}

// R1-5.5 and PF-05: whatever customers are greeted for has a text in each language, in the fixed form.
func TestEveryShippedOccasionHasATextInThreeLanguagesThatBeginsAndEndsAsTheClauseSays(t *testing.T) {
	v11, ok := shipped(t).Policy("V11")
	if !ok || v11.Campaign.Form == nil || v11.Campaign.Form.Clause != "R1-5.5" {
		t.Fatal("V11 has no form of messages")
	}
	for name, o := range v11.Campaign.Occasions {
		if o.Text == nil {
			t.Errorf("%s has no text", name)
			continue
		}
		for _, lang := range []string{"zh-Hans", "zh-Hant", "en"} {
			text := o.Text.Value[lang]
			if !strings.HasPrefix(text, "{salutation}") || !strings.HasSuffix(text, "{phone} {consultant}") || !strings.Contains(text, "{unit}") {
				t.Errorf("%s in %s: %q", name, lang, text)
			}
		}
	}
}
