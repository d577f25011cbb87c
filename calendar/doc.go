// Package calendar answers one question: when. It reads length-of-time rules
// ("3 working days"), knows which days a business works, and turns a start and
// a rule into a due time together with the day-by-day account it was read from.
//
// What belongs here: rules, working calendars, counting forward, counting back,
// pausing. What does not: the calendars themselves (they are files, see
// calendar/data), who owes what (policies), and any reading of a wall clock;
// every moment comes in as an argument.
//
// Counting follows the Civil Code of the PRC: a period of days begins on the
// day after its event (article 201) and ends when business closes on its last
// day (article 203(2)). A last day that falls on a holiday is not moved
// (register A-01).
package calendar
