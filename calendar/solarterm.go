package calendar

import "time"

// A solarTerm is a day that the sun's place gives, on nearly the same date every
// year: the day of its month is after and one digit for each year from
// firstLunarYear on.
type solarTerm struct {
	month time.Month
	after int
	days  string
}

// solarTerms was drawn from lunar-go and is compared with it, like lunarYears.
var solarTerms = map[string]solarTerm{
	"qingming": {time.April, 0, "" +
		"5566556655665556555655565556555655565556555655555555555555555555555555555555455545554555455545554555" +
		"4555455544554455445544554455445544554455444544454445444544454445444544454444444444444444444444444444" +
		"5"},
	"winter_solstice": {time.December, 20, "" +
		"2233223322332233222322232223222322232223222322232223222222222222222222222222222222222222122212221222" +
		"1222122212221222122211221122112211221122112211221122112211121112111211121112111211121112111111111111" +
		"2"},
}

// in is the term's date in year, and false outside 1900 to 2100.
func (t solarTerm) in(year int) (date, bool) {
	i := year - firstLunarYear
	if i < 0 || i >= len(t.days) {
		return 0, false
	}
	return newDate(year, t.month, t.after+int(t.days[i]-'0')), true
}
