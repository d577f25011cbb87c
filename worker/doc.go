// Package worker is the roster: one table of what a worker can do, the reconciliation that sends again what nobody
// confirmed, and the schedules that open recurring work.
//
// A process or an activity that is not in the table does not run. What they do stands in workflows and activities.
package worker
