package policies

import (
	"slices"
	"strings"
	"unicode"
)

// salutations are how a message begins, by language: for somebody without a name, a surname alone, a company, a person. The honorific
// comes first (R1-5.5); nobody knows a person's sex, so that a surname gets the titles of both.
var salutations = map[string]struct{ nobody, surname, company, person string }{
	"zh-Hans": {"尊敬的客户", "尊敬的%先生/女士", "尊敬的%", "尊敬的%"},
	"zh-Hant": {"尊敬的客戶", "尊敬的%先生/女士", "尊敬的%", "尊敬的%"},
	"en":      {"Dear customer", "Dear Mr or Ms %", "Dear all at %", "Dear %"},
}

// Salutation is how a message in a language addresses a customer of that name; a name of an unknown customer is empty.
func Salutation(name, lang string) string {
	s, ok := salutations[lang]
	if !ok {
		s = salutations["en"]
	}
	name = strings.Join(strings.Fields(name), " ")
	form := s.person
	switch {
	case name == "":
		return s.nobody
	case isCompany(name):
		form = s.company
	case isSurname(name):
		form = s.surname
	}
	return strings.Replace(form, "%", name, 1)
}

// companyEnds end the names of companies and of other houses; Latin ones are words of their own.
var (
	companyEnds = []string{
		"公司", "集团", "集團", "企业", "企業", "工厂", "工廠", "商店", "中心", "银行", "銀行", "学校", "學校", "大学", "大學", "医院", "醫院",
		"酒店", "合作社", "事务所", "事務所", "协会", "協會", "工作室", "委员会", "委員會",
	}
	companyWords = []string{"ltd", "limited", "inc", "llc", "co", "company", "corp", "corporation", "group", "gmbh", "plc", "bank", "school"}
)

func isCompany(name string) bool {
	if slices.ContainsFunc(companyEnds, func(end string) bool { return strings.HasSuffix(name, end) && name != end }) {
		return true
	}
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return len(words) > 1 && slices.Contains(companyWords, words[len(words)-1])
}

// doubleSurnames are surnames of two characters, in both scripts: whoever is called so may have no other name in the books.
var doubleSurnames = []string{
	"欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛", "司徒", "夏侯", "皇甫", "尉迟", "尉遲", "公孙", "公孫", "慕容", "令狐", "东方", "東方",
	"端木", "南宫", "南宮", "长孙", "長孫", "宇文", "轩辕", "軒轅", "独孤", "獨孤", "钟离", "鍾離", "闻人", "聞人",
}

// isSurname reports whether a name is a surname alone: one Chinese character or one of the double ones, or one word in Latin letters.
func isSurname(name string) bool {
	if r := []rune(name); unicode.Is(unicode.Han, r[0]) {
		return len(r) == 1 || slices.Contains(doubleSurnames, name)
	}
	return !strings.Contains(name, " ")
}
