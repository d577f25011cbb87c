package contract

// PeriodsStart is the input of the workflow that a schedule of Temporal's starts.
type PeriodsStart struct {
	Schedule string `json:"schedule"` // id in the books
}

// ScheduleWorkflowID is the id of a schedule of Temporal's, and the beginning of the ids of the workflows that it starts.
func ScheduleWorkflowID(schedule string) string { return "schedule/" + schedule }
