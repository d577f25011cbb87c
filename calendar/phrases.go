package calendar

// phrasebook holds one language's words. In what, {name} is the festival,
// {counted} the amount, {year} the year of the line, {clause} a pause's clause and
// {rule} the rule or window that it names.
type phrasebook struct {
	weekdays                                     [7]string
	to                                           string
	what                                         map[What]string
	evenOn                                       string // a counted day that is a holiday
	pausedBy                                     string // a pause whose clause is known
	rest                                         string // a day that the weekly pattern leaves free
	dayOff, makeUp                               string // a day by itself, not as part of a count
	notHolidays, onWorkingDays                   string
	units                                        map[unit]string // behind a number
	plural                                       string
	halfMonth                                    string          // a single one
	ends                                         map[unit]string // of this period
	nextEnds                                     map[unit]string
	monthDay, nextMonthDay, nextDay, nextWorkDay string // {n}, {time}
	on, eve, before, after                       string // {anchor}, {length}
	birthday                                     string
}

var phrases = map[string]phrasebook{
	"zh-Hans": {
		weekdays: [7]string{"周日", "周一", "周二", "周三", "周四", "周五", "周六"},
		to:       "至",
		what: map[What]string{
			Start: "起算", Elapsed: "计入 {counted}", Worked: "工作，计入 {counted}", MakeUpDay: "调休上班（{name}），计入 {counted}",
			Weekend: "休息日，不计", Holiday: "{name}放假，不计", Paused: "暂停，不计", Until: "计至{rule}",
			ShortMonth: "该月无对应日，以月末日为准", Moved: "最后一日为{name}，顺延", Midnight: "以当日 24 时为准",
			Permitted:   "最后可联系时刻（{rule}）",
			Provisional: "起：{year} 年放假安排尚未公布，暂按每周安排和法定节日推算",
			UsualClose:  "当日无工作时间，以通常的停止业务活动时间为准", DueTime: "到期",
		},
		evenOn: "计入 {counted}（虽逢{name}）", pausedBy: "暂停（{clause}），不计", rest: "休息日", dayOff: "{name}放假", makeUp: "调休上班（{name}）",
		notHolidays: "，节假日除外", onWorkingDays: "，限工作日",
		units: map[unit]string{seconds: " 秒", minutes: " 分钟", hours: " 小时", days: " 天", weeks: " 周", halfMonths: " 个半月（每个十五天）", months: " 个月",
			years: " 年", workingMinutes: " 分钟工作时间", workingHours: " 小时工作时间", workingDays: " 个工作日"},
		halfMonth: "半个月",
		ends:      map[unit]string{days: "当日结束", weeks: "本周末", months: "本月末", quarters: "本季度末", halfYears: "本半年末", years: "本年末"},
		nextEnds:  map[unit]string{days: "次日结束", weeks: "下周末", months: "下月末", quarters: "下季度末", halfYears: "下半年度末", years: "次年末"},
		monthDay:  "{n} 日", nextMonthDay: "次月 {n} 日", nextDay: "次日 {time}", nextWorkDay: "下一工作日 {time}",
		on: "{anchor}当天", eve: "{anchor}前一天", before: "{anchor}前{length}", after: "{anchor}后{length}", birthday: "生日",
	},
	"zh-Hant": {
		weekdays: [7]string{"週日", "週一", "週二", "週三", "週四", "週五", "週六"},
		to:       "至",
		what: map[What]string{
			Start: "起算", Elapsed: "計入 {counted}", Worked: "工作，計入 {counted}", MakeUpDay: "調休上班（{name}），計入 {counted}",
			Weekend: "休息日，不計", Holiday: "{name}放假，不計", Paused: "暫停，不計", Until: "計至{rule}",
			ShortMonth: "該月無對應日，以月末日為準", Moved: "最後一日為{name}，順延", Midnight: "以當日 24 時為準",
			Permitted:   "最後可聯繫時刻（{rule}）",
			Provisional: "起：{year} 年放假安排尚未公布，暫按每週安排和法定節日推算",
			UsualClose:  "當日無工作時間，以通常的停止業務活動時間為準", DueTime: "到期",
		},
		evenOn: "計入 {counted}（雖逢{name}）", pausedBy: "暫停（{clause}），不計", rest: "休息日", dayOff: "{name}放假", makeUp: "調休上班（{name}）",
		notHolidays: "，節假日除外", onWorkingDays: "，限工作日",
		units: map[unit]string{seconds: " 秒", minutes: " 分鐘", hours: " 小時", days: " 天", weeks: " 週", halfMonths: " 個半月（每個十五天）", months: " 個月",
			years: " 年", workingMinutes: " 分鐘工作時間", workingHours: " 小時工作時間", workingDays: " 個工作日"},
		halfMonth: "半個月",
		ends:      map[unit]string{days: "當日結束", weeks: "本週末", months: "本月末", quarters: "本季度末", halfYears: "本半年末", years: "本年末"},
		nextEnds:  map[unit]string{days: "次日結束", weeks: "下週末", months: "下月末", quarters: "下季度末", halfYears: "下半年度末", years: "次年末"},
		monthDay:  "{n} 日", nextMonthDay: "次月 {n} 日", nextDay: "次日 {time}", nextWorkDay: "下一工作日 {time}",
		on: "{anchor}當天", eve: "{anchor}前一天", before: "{anchor}前{length}", after: "{anchor}後{length}", birthday: "生日",
	},
	"en": {
		weekdays: [7]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
		to:       "to",
		what: map[What]string{
			Start: "start", Elapsed: "{counted} counted", Worked: "worked, {counted} counted", MakeUpDay: "make-up day for {name}, {counted} counted",
			Weekend: "day of rest, not counted", Holiday: "{name}, not counted", Paused: "paused, not counted", Until: "until {rule}",
			ShortMonth: "the month has no such day, so its last one", Moved: "the last day is {name}, so the next worked day", Midnight: "midnight at the end of the day",
			Permitted:   "last permitted moment ({rule})",
			Provisional: "onwards: no arrangement published for {year}, taken from the weekly pattern and the statutory days",
			UsualClose:  "usual close of business, since nobody works that day", DueTime: "due",
		},
		evenOn: "{counted} counted, although {name}", pausedBy: "paused ({clause}), not counted", rest: "a day of rest", dayOff: "{name}", makeUp: "make-up day for {name}",
		notHolidays: ", not on holidays", onWorkingDays: ", on working days",
		units: map[unit]string{seconds: " second", minutes: " minute", hours: " hour", days: " day", weeks: " week", halfMonths: " half month", months: " month",
			years: " year", workingMinutes: " working minute", workingHours: " working hour", workingDays: " working day"},
		plural: "s", halfMonth: "half a month",
		ends:     map[unit]string{days: "the end of the day", weeks: "the end of the week", months: "the end of the month", quarters: "the end of the quarter", halfYears: "the end of the half year", years: "the end of the year"},
		nextEnds: map[unit]string{days: "the end of the next day", weeks: "the end of the next week", months: "the end of the next month", quarters: "the end of the next quarter", halfYears: "the end of the next half year", years: "the end of the next year"},
		monthDay: "the {n}", nextMonthDay: "the {n} of the next month", nextDay: "{time} on the next day", nextWorkDay: "{time} on the next working day",
		on: "{anchor}", eve: "the eve of {anchor}", before: "{length} before {anchor}", after: "{length} after {anchor}", birthday: "the birthday",
	},
}
