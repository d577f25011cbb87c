package calendar_test

import (
	"maps"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/6tail/lunar-go/HolidayUtil"
	lunar "github.com/6tail/lunar-go/calendar"
)

// A sheet is a paper calendar: the second implementation's only knowledge of days. It is written from docs/time.md, from
// lunar-go's holidays and lunar months and from the hours written down here; it shares nothing with the package, not even
// the reading of calendar files.
type sheet struct {
	zone  *time.Location
	usual int // close of business in minutes, for days without working hours
	rows  []row
	// festivals by name, as dates that come every year.
	festivals map[string]dayOfYear
}

// A row is one date. Dates are numbered from 1970-01-01, rows from firstRow.
type row struct {
	year, month, day int
	weekday          time.Weekday
	monthEnds        bool
	open             hours // working spans in minutes, in order
	off              bool  // taken off by the arrangement, or by law where there is none
	unpublished      bool
	lunarMonth       int // negative in a leap month
	lunarDay         int
	lunarMonthEnds   bool
	term             string // solar term that falls on this date
}

var firstRow, endRow = dateNo(2000, 1, 1), dateNo(2101, 1, 1)

func dateNo(year int, month time.Month, day int) int {
	return int(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

func (s *sheet) row(date int) *row { return &s.rows[date-firstRow] }

// civil is the date and the time of day of a moment on the sheet's clocks.
func (s *sheet) civil(t time.Time) (date int, clock time.Duration) {
	t = t.In(s.zone)
	year, month, day := t.Date()
	hour, minute, second := t.Clock()
	return dateNo(year, month, day), time.Duration(hour*3600+minute*60+second)*time.Second + time.Duration(t.Nanosecond())
}

// moment is the instant at which the sheet's clocks show a time of a date.
func (s *sheet) moment(date int, clock time.Duration) time.Time {
	return time.Date(1970, 1, 1+date, 0, int(clock/time.Minute), 0, int(clock%time.Minute), s.zone)
}

func (r *row) works() bool { return len(r.open) > 0 }

// at says whether somebody is at work at a time of day, the closing moment included.
func (r *row) at(clock time.Duration) bool {
	for _, span := range r.open {
		if clock >= minutes(span[0]) && clock <= minutes(span[1]) {
			return true
		}
	}
	return false
}

func minutes(n int) time.Duration { return time.Duration(n) * time.Minute }

// newSheet is a clean sheet for the dates of a zone.
func newSheet(t testing.TB, zone string, usual int) *sheet {
	t.Helper()
	loc, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	return &sheet{zone: loc, usual: usual, rows: slices.Clone(paper())}
}

// paper has every date of 2000 to 2100 with its lunar date and solar term, and nothing else.
var paper = sync.OnceValue(func() []row {
	var s sheet
	for date := firstRow; date < endRow; date++ {
		d := time.Date(1970, 1, 1+date, 0, 0, 0, 0, time.UTC)
		s.rows = append(s.rows, row{
			year: d.Year(), month: int(d.Month()), day: d.Day(), weekday: d.Weekday(),
			monthEnds: time.Date(1970, 1, 2+date, 0, 0, 0, 0, time.UTC).Month() != d.Month(),
		})
	}
	for year := 1999; year <= 2100; year++ {
		s.drawMonths(lunar.NewLunarYear(year))
	}
	for year := 2000; year <= 2100; year++ {
		for term, day := range lunar.NewSolarFromYmd(year, 7, 1).GetLunar().GetJieQiTable() {
			if term == "DONG_ZHI" {
				term = "冬至" // lunar-go's name for the second one in its table
			}
			if day.GetYear() == year {
				s.row(dateNo(year, time.Month(day.GetMonth()), day.GetDay())).term = term
			}
		}
	}
	return s.rows
})

func (s *sheet) drawMonths(year *lunar.LunarYear) {
	const julian1970 = 2440588
	for e := year.GetMonthsInYear().Front(); e != nil; e = e.Next() {
		month := e.Value.(*lunar.LunarMonth)
		first := int(month.GetFirstJulianDay()) - julian1970
		for day := 1; day <= month.GetDayCount(); day++ {
			if date := first + day - 1; date >= firstRow && date < endRow {
				r := s.row(date)
				r.lunarMonth, r.lunarDay, r.lunarMonthEnds = month.GetMonth(), day, day == month.GetDayCount()
			}
		}
	}
}

// notices says when each year's arrangement was made public.
var notices = map[int]string{
	2019: "2018-12-06", 2020: "2019-11-21", 2021: "2020-11-25", 2022: "2021-10-25",
	2023: "2022-12-08", 2024: "2023-10-25", 2025: "2024-11-12", 2026: "2025-11-04",
}

// listed is what lunar-go lists for a date, as it was known on a day: it has the years as they were amended in the end.
func (r *row) listed(known string) (off, work bool) {
	if known < "2019-03-22" && r.year == 2019 && (r.month == 4 && r.day == 28 || r.month == 5 && r.day >= 2 && r.day <= 5) {
		return false, false // Labour Day was one day
	}
	if known < "2020-01-27" && r.year == 2020 && (r.month == 1 && r.day == 31 || r.month == 2 && r.day <= 2) {
		return false, r.month == 2 && r.day == 1 // Spring Festival ended on 30 January, Saturday 1 February was made up
	}
	h := HolidayUtil.GetHolidayByYmd(r.year, r.month, r.day)
	return h != nil && !h.IsWork(), h != nil && h.IsWork()
}

// arrange writes down which dates are off, as was known on a day, and the hours of the others: those of their weekday; where
// that has none and the date is made up, those of a make-up day.
func (s *sheet) arrange(known string, week map[time.Weekday]hours, makeUp hours) {
	for i := range s.rows {
		r, made := &s.rows[i], false
		if published, ok := notices[r.year]; ok && published <= known {
			r.off, made = r.listed(known)
		} else {
			r.unpublished, r.off = true, s.statutory(i)
		}
		if !r.off {
			r.open = week[r.weekday]
		}
		if made && !r.works() {
			r.open = makeUp
		}
	}
}

// statutory says whether the law takes a date off (全国年节及纪念日放假办法, as amended for 2008, 2014 and 2025).
func (s *sheet) statutory(i int) bool {
	r := &s.rows[i]
	switch [2]int{r.month, r.day} {
	case [2]int{1, 1}, [2]int{5, 1}, [2]int{10, 1}, [2]int{10, 2}, [2]int{10, 3}:
		return true
	case [2]int{5, 2}:
		return r.year < 2008 || r.year >= 2025
	case [2]int{5, 3}:
		return r.year < 2008
	}
	switch [2]int{r.lunarMonth, r.lunarDay} {
	case [2]int{1, 1}, [2]int{1, 2}:
		return true
	case [2]int{1, 3}:
		return r.year < 2008 || r.year >= 2014
	case [2]int{5, 5}, [2]int{8, 15}:
		return r.year >= 2008
	}
	eve := i+1 < len(s.rows) && s.rows[i+1].lunarMonth == 1 && s.rows[i+1].lunarDay == 1
	return r.term == "清明" && r.year >= 2008 || eve && (r.year >= 2008 && r.year < 2014 || r.year >= 2025)
}

type hours [][2]int

func from(opens, closes int) [2]int { return [2]int{opens * 60, closes * 60} }

var officeHours = hours{from(9, 12), from(13, 18)}

var officeWeek = map[time.Weekday]hours{
	time.Monday: officeHours, time.Tuesday: officeHours, time.Wednesday: officeHours, time.Thursday: officeHours, time.Friday: officeHours,
}

// chinaSheet is mainland China as calendar cn says it, as it was known on a day.
func chinaSheet(t testing.TB, known string) *sheet {
	s := newSheet(t, "Asia/Shanghai", 18*60)
	s.festivals = chinaFestivals
	s.arrange(known, officeWeek, officeHours)
	return s
}

// dealerSheet is testdata/dealer.yaml.
func dealerSheet(t testing.TB) *sheet {
	s := newSheet(t, "Asia/Shanghai", 17*60)
	s.festivals = chinaFestivals
	week := maps.Clone(officeWeek)
	week[time.Friday], week[time.Saturday], week[time.Sunday] = hours{from(10, 19)}, hours{from(10, 19)}, hours{from(10, 16)}
	s.arrange(today, week, officeHours)
	for _, date := range []int{dateNo(2026, 2, 20), dateNo(2026, 2, 21), dateNo(2026, 2, 22), dateNo(2026, 2, 23), dateNo(2027, 1, 1)} {
		s.row(date).open = week[s.row(date).weekday]
	}
	for _, date := range []int{dateNo(2026, 7, 1), dateNo(2026, 7, 2), dateNo(2026, 12, 31)} {
		s.row(date).open = nil
	}
	return s
}

// newYorkSheet is testdata/new-york.yaml: summer time, a Saturday morning, business until midnight on Fridays.
func newYorkSheet(t testing.TB) *sheet {
	s := newSheet(t, "America/New_York", 17*60)
	s.festivals = map[string]dayOfYear{"founding": solarDay(11, 30)}
	day := hours{from(9, 17)}
	week := map[time.Weekday]hours{
		time.Monday: day, time.Tuesday: day, time.Wednesday: {from(10, 17)}, time.Thursday: day,
		time.Friday: {from(9, 17), from(20, 24)}, time.Saturday: {from(9, 12)},
	}
	for i := range s.rows {
		r := &s.rows[i]
		r.unpublished = r.year != 2026
		if r.off = r.month == 11 && r.day == 30; !r.off {
			r.open = week[r.weekday]
		}
	}
	s.row(dateNo(2026, 11, 29)).open = week[time.Saturday] // made up, with the Saturday's hours
	return s
}

// today is later than everything that is known.
const today = "2026-12-31"
