package calendar

import "time"

// lunarYears holds the years of the Chinese lunar calendar from firstLunarYear on,
// a number each: in bits 0 to 12 which months have 30 days and not 29, in the
// order of the year, the leap month included; in bits 13 to 16 the number of the
// month that is followed by a leap month, or 0; above them the days from 1
// January to the first day of the year.
//
// The table was drawn from github.com/6tail/lunar-go and a test compares every
// day with it. What lies ahead is a prediction: the new moons of 28 September
// 2057, 4 September 2089 and 7 August 2097 come so close to midnight that the
// Hong Kong Observatory calls their dates uncertain by a day (in 2057 it begins
// the ninth month on the 28th, this table on the 29th).
var lunarYears = [...]uint32{
	0x3d16d2, 0x620752, 0x4c0ea5, 0x38b64a, 0x5c064b, 0x440a9b, 0x309556, 0x56056a, 0x400b59, 0x2a5752, // from 1900
	0x500752, 0x3adb25, 0x600b25, 0x480a4b, 0x32b4ab, 0x5802ad, 0x42056b, 0x2c4b69, 0x520da9, 0x3efd92, // from 1910
	0x640e92, 0x4c0d25, 0x36ba4d, 0x5c0a56, 0x4602b6, 0x2e95b5, 0x5606d4, 0x400ea9, 0x2c5e92, 0x500e92, // from 1920
	0x3acd26, 0x5e052b, 0x480a57, 0x32b2b6, 0x580b5a, 0x4406d4, 0x2e6ec9, 0x520749, 0x3cf693, 0x620a93, // from 1930
	0x4c052b, 0x34ca5b, 0x5a0aad, 0x46056a, 0x309b55, 0x560ba4, 0x400b49, 0x2a5a93, 0x500a95, 0x38f52d, // from 1940
	0x5e0536, 0x480aad, 0x34b5aa, 0x5805b2, 0x420da5, 0x2e7d4a, 0x540d4a, 0x3d0a95, 0x600a97, 0x4c0556, // from 1950
	0x36cab5, 0x5a0ad5, 0x4606d2, 0x308ea5, 0x560ea5, 0x40064a, 0x286c97, 0x4e0a9b, 0x3af55a, 0x5e056a, // from 1960
	0x480b69, 0x34b752, 0x5a0b52, 0x420b25, 0x2c964b, 0x520a4b, 0x3d14ab, 0x6002ad, 0x4a056d, 0x36cb69, // from 1970
	0x5c0da9, 0x460d92, 0x309d25, 0x560d25, 0x415a4d, 0x640a56, 0x4e02b6, 0x38c5b5, 0x5e06d5, 0x480ea9, // from 1980
	0x34be92, 0x5a0e92, 0x440d26, 0x2c6a56, 0x500a57, 0x3d14d6, 0x62035a, 0x4a06d5, 0x36b6c9, 0x5c0749, // from 1990
	0x460693, 0x2e952b, 0x54052b, 0x3e0a5b, 0x2a555a, 0x4e056a, 0x38fb55, 0x600ba4, 0x4a0b49, 0x32ba93, // from 2000
	0x580a95, 0x42052d, 0x2c8aad, 0x500ab5, 0x3d35aa, 0x6205d2, 0x4c0da5, 0x36dd4a, 0x5c0d4a, 0x460c95, // from 2010
	0x30952e, 0x540556, 0x3e0ab5, 0x2a55b2, 0x5006d2, 0x38cea5, 0x5e0725, 0x48064b, 0x32ac97, 0x560cab, // from 2020
	0x42055a, 0x2c6ad6, 0x520b69, 0x3d7752, 0x620b52, 0x4c0b25, 0x36da4b, 0x5a0a4b, 0x4404ab, 0x2ea55b, // from 2030
	0x5405ad, 0x3e0b6a, 0x2a5b52, 0x500d92, 0x3afd25, 0x5e0d25, 0x480a55, 0x32b4ad, 0x5804b6, 0x4005b5, // from 2040
	0x2c6daa, 0x520ec9, 0x3f1e92, 0x620e92, 0x4c0d26, 0x36ca56, 0x5a0a57, 0x4404d6, 0x2e86d5, 0x540755, // from 2050
	0x400749, 0x286e93, 0x4e0693, 0x38f52b, 0x5e052b, 0x460a5b, 0x32b55a, 0x58056a, 0x420b65, 0x2c974a, // from 2060
	0x520b4a, 0x3d1a95, 0x620a95, 0x4a052d, 0x34caad, 0x5a0ab5, 0x4605aa, 0x2e8ba5, 0x540da5, 0x400d4a, // from 2070
	0x2a7c95, 0x4e0c96, 0x38f94e, 0x5e0556, 0x480ab5, 0x32b5b2, 0x5806d2, 0x420ea5, 0x2e8e4a, 0x50068b, // from 2080
	0x3b0c97, 0x6004ab, 0x4a055b, 0x34cad6, 0x5a0b6a, 0x460752, 0x309725, 0x540b45, 0x3e0a8b, 0x28549b, // from 2090
	0x4e04ab, // from 2100
}

const firstLunarYear = 1900

// A lunarYear is one number of the table.
type lunarYear uint32

func lunarYearOf(year int) (lunarYear, bool) {
	if i := year - firstLunarYear; i >= 0 && i < len(lunarYears) {
		return lunarYear(lunarYears[i]), true
	}
	return 0, false
}

// daysOf is the length of the month that is i-th in the order of the year, from 0.
func (y lunarYear) daysOf(i int) int { return 29 + int(y>>i&1) }

func (y lunarYear) leap() int { return int(y >> 13 & 15) }

// begins is the first day of the first month, in the given year.
func (y lunarYear) begins(year int) date { return newDate(year, time.January, 1) + date(y>>17) }

// leapMonth is the number of the month that a lunar year has twice, 0 when it has
// none or lies outside 1900 to 2100.
func leapMonth(year int) int {
	y, _ := lunarYearOf(year)
	return y.leap()
}

// lunarToDate is the civil date of a day of the lunar year that begins in January
// or February of year. Day 30 of a month of 29 days is its 29th. There is no
// date outside 1900 to 2100, of a leap month that the year doesn't have, and of
// numbers that no month or day has.
func lunarToDate(year, month, day int, leap bool) (date, bool) {
	y, ok := lunarYearOf(year)
	if !ok || month < 1 || month > 12 || day < 1 || day > 30 || leap && month != y.leap() {
		return 0, false
	}
	nth := month - 1
	if leap || y.leap() != 0 && month > y.leap() {
		nth++
	}
	d := y.begins(year)
	for i := range nth {
		d += date(y.daysOf(i))
	}
	return d + date(min(day, y.daysOf(nth))-1), true
}

// lunarEve is the last day before the lunar year that begins in year.
func lunarEve(year int) (date, bool) {
	y, ok := lunarYearOf(year)
	return y.begins(year) - 1, ok
}
