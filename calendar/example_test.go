package calendar_test

import (
	"fmt"
	"os"
	"time"

	"carebook/calendar"
)

// load is what a program does with calendar/data's FS.
func load() *calendar.Calendar {
	all, err := calendar.Load(os.DirFS("data"))
	if err != nil {
		panic(err)
	}
	return all["cn"]
}

func ExampleCalendar_Due() {
	cn := load()
	start := time.Date(2026, 2, 12, 15, 0, 0, 0, cn.Location()) // the Thursday before Spring Festival
	limit, err := calendar.ParseRule("3 working days")
	if err != nil {
		panic(err)
	}
	due, err := cn.Due(start, limit)
	if err != nil {
		panic(err)
	}
	fmt.Println(due.At.Format(time.RFC3339))
	for _, line := range due.Account {
		fmt.Println(line.Text("en"))
	}
	// Output:
	// 2026-02-24T18:00:00+08:00
	// 2026-02-12 Thu 15:00 start
	// 2026-02-13 Fri 09:00–18:00 worked, 1 working day counted
	// 2026-02-14 Sat 09:00–18:00 make-up day for Spring Festival, 1 working day counted
	// 2026-02-15 Sun to 2026-02-23 Mon Spring Festival, not counted
	// 2026-02-24 Tue 09:00–18:00 worked, 1 working day counted
	// 2026-02-24 Tue 18:00 due
}

func ExampleCalendar_Due_aYearNotYetPublished() {
	cn := load()
	limit, err := calendar.ParseRule("1 working day")
	if err != nil {
		panic(err)
	}
	due, err := cn.Due(time.Date(2027, 9, 30, 10, 0, 0, 0, cn.Location()), limit)
	if err != nil {
		panic(err)
	}
	fmt.Println(due.At.Format(time.RFC3339), "provisional:", due.Provisional)
	// Output:
	// 2027-10-04T18:00:00+08:00 provisional: true
}

func ExampleCalendar_Before() {
	cn := load()
	due := time.Date(2026, 2, 24, 18, 0, 0, 0, cn.Location())
	for _, text := range []string{"24 hours", "1 working day"} {
		ahead, err := calendar.ParseRule(text)
		if err != nil {
			panic(err)
		}
		remind, err := cn.Before(due, ahead)
		if err != nil {
			panic(err)
		}
		fmt.Println(ahead, "before:", remind.Format(time.RFC3339))
	}
	// Output:
	// 24 hours before: 2026-02-23T18:00:00+08:00
	// 1 working day before: 2026-02-14T18:00:00+08:00
}

func ExampleCalendar_Resume() {
	cn := load()
	limit, err := calendar.ParseRule("4 working hours")
	if err != nil {
		panic(err)
	}
	due, err := cn.Due(time.Date(2026, 3, 3, 10, 0, 0, 0, cn.Location()), limit)
	if err != nil {
		panic(err)
	}
	paused := time.Date(2026, 3, 3, 11, 0, 0, 0, cn.Location())
	due, err = cn.Resume(due, limit, calendar.Pause{From: paused, To: paused.Add(24 * time.Hour)})
	if err != nil {
		panic(err)
	}
	for _, line := range due.Account {
		fmt.Println(line.Text("zh-Hans"))
	}
	// Output:
	// 2026-03-03 周二 10:00 起算
	// 2026-03-03 周二 10:00–11:00 工作，计入 1 小时
	// 2026-03-03 周二 11:00 至 2026-03-04 周三 11:00 暂停，不计
	// 2026-03-04 周三 11:00–15:00 工作，计入 3 小时
	// 2026-03-04 周三 15:00 到期
}

func ExampleParseRule() {
	_, err := calendar.ParseRule("3 workdays")
	fmt.Println(err)
	// Output:
	// rule "3 workdays": want one of the units second, minute, hour, day, week, half month, month, year, working minute, working hour, working day behind the number
}
