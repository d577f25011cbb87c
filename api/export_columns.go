package api

import (
	"fmt"
	"strings"

	"carebook/internal/workbook"
)

// exportRoutes are the workbooks of lists. Customers have none: a list of people isn't to be carried away.
func (s *Server) exportRoutes() {
	export(s, "complaints", exported[ComplaintQuery, complaintsInput, ComplaintItem]{
		"/complaints", "complaints", "Export complaints",
		func(p Paging, q ComplaintQuery) *complaintsInput { return &complaintsInput{p, q} }, (*Server).listComplaints, complaintColumns,
	})
	export(s, "archives", exported[ArchiveQuery, archivesInput, ArchiveItem]{
		"/archives", "archives", "Export vehicles' files",
		func(p Paging, q ArchiveQuery) *archivesInput { return &archivesInput{p, q} }, (*Server).listArchives, archiveColumns,
	})
	export(s, "return-visits", exported[VisitQuery, visitsInput, VisitItem]{
		"/return-visits", "return-visits", "Export return visits",
		func(p Paging, q VisitQuery) *visitsInput { return &visitsInput{p, q} }, (*Server).listVisits, visitColumns,
	})
	export(s, "leads", exported[LeadQuery, leadsInput, LeadItem]{
		"/leads", "leads", "Export leads and customers' cards",
		func(p Paging, q LeadQuery) *leadsInput { return &leadsInput{p, q} }, (*Server).listLeads, leadColumns,
	})
	export(s, "loans", exported[LoanQuery, loansInput, LoanItem]{
		"/loans", "loans", "Export requests for records",
		func(p Paging, q LoanQuery) *loansInput { return &loansInput{p, q} }, (*Server).listLoans, loanColumns,
	})
	export(s, "erasures", exported[ErasureQuery, erasuresInput, ErasureItem]{
		"/erasures", "erasures", "Export requests to erase a person",
		func(p Paging, q ErasureQuery) *erasuresInput { return &erasuresInput{p, q} }, (*Server).listErasures, erasureColumns,
	})
	export(s, "retentions", exported[RetentionQuery, retentionsInput, RetentionItem]{
		"/retentions", "retentions", "Export records that are kept, the due list and the destroyed list",
		func(p Paging, q RetentionQuery) *retentionsInput { return &retentionsInput{p, q} }, (*Server).listRetentions, retentionColumns,
	})
	s.laterExportRoutes()
}

// laterExportRoutes are those of what came later.
func (s *Server) laterExportRoutes() {
	export(s, "campaigns", exported[CampaignQuery, campaignsInput, CampaignItem]{
		"/campaigns", "campaigns", "Export campaigns with how far they are",
		func(p Paging, q CampaignQuery) *campaignsInput { return &campaignsInput{p, q} }, (*Server).listCampaigns, campaignColumns,
	})
	export(s, "schedules", exported[ScheduleQuery, schedulesInput, Schedule]{
		"/schedules", "schedules", "Export what begins by itself",
		func(p Paging, q ScheduleQuery) *schedulesInput { return &schedulesInput{p, q} }, (*Server).listSchedules, scheduleColumns,
	})
	export(s, "visits", exported[CustomerVisitQuery, customerVisitsInput, CustomerVisitItem]{
		"/visits", "visits", "Export visits to customers",
		func(p Paging, q CustomerVisitQuery) *customerVisitsInput { return &customerVisitsInput{p, q} }, (*Server).listCustomerVisits, customerVisitColumns,
	})
	export(s, "visit-plans", exported[VisitPlanQuery, visitPlansInput, VisitPlanItem]{
		"/visit-plans", "visit-plans", "Export months of visits",
		func(p Paging, q VisitPlanQuery) *visitPlansInput { return &visitPlansInput{p, q} }, (*Server).listVisitPlans, visitPlanColumns,
	})
	export(s, "credits", exported[CreditQuery, creditsInput, CreditItem]{
		"/credits", "credits", "Export customers' accounts",
		func(p Paging, q CreditQuery) *creditsInput { return &creditsInput{p, q} }, (*Server).listCredits, creditColumns,
	})
	export(s, "obligations", exported[ObligationQuery, obligationsInput, Obligation]{
		"/obligations", "obligations", "Export obligations",
		func(p Paging, q ObligationQuery) *obligationsInput { return &obligationsInput{p, q} }, (*Server).listObligations, obligationColumns,
	})
	export(s, "obligations", exported[LateQuery, lateInput, LateMark]{
		"/marks/late", "late-marks", "Export marks that came late",
		func(p Paging, q LateQuery) *lateInput { return &lateInput{p, q} }, (*Server).listLateMarks, lateColumns,
	})
	export(s, "entries", exported[EntryQuery, entriesInput, LedgerEntry]{
		"/entries", "entries", "Export ledger entries",
		func(p Paging, q EntryQuery) *entriesInput { return &entriesInput{p, q} }, (*Server).listEntries, entryColumns,
	})
	export(s, "notices", exported[NoticeQuery, noticesInput, Notice]{
		"/notices", "notices", "Export my notices",
		func(p Paging, q NoticeQuery) *noticesInput { return &noticesInput{p, q} }, (*Server).listNotices, noticeColumns,
	})
	export(s, "organisation", exported[StaffQuery, staffInput, StaffMember]{
		"/staff", "staff", "Export staff",
		func(p Paging, q StaffQuery) *staffInput { return &staffInput{p, q} }, (*Server).listStaff, staffColumns,
	})
	export(s, "imports", exported[ImportQuery, importsInput, Import]{
		"/imports", "imports", "Export my imports",
		func(p Paging, q ImportQuery) *importsInput { return &importsInput{p, q} }, (*Server).listImports, importListColumns,
	})
}

var complaintColumns = []column[ComplaintItem]{
	{"number", func(_ *cells, i ComplaintItem) any { return i.Number }},
	{"unit", func(c *cells, i ComplaintItem) any { return c.place(i.Unit) }},
	{"status", func(c *cells, i ComplaintItem) any { return c.word("status", i.Status) }},
	{"severity", func(c *cells, i ComplaintItem) any { return c.word("severity", i.Severity) }},
	{"major_kind", func(c *cells, i ComplaintItem) any { return c.word("major_kind", i.MajorKind) }},
	{"channel", func(c *cells, i ComplaintItem) any { return c.word("channel", i.Channel) }},
	{"nature", func(c *cells, i ComplaintItem) any { return c.word("nature", i.Nature) }},
	{"anonymous", func(c *cells, i ComplaintItem) any { return c.yes(i.Anonymous) }},
	{"round", func(_ *cells, i ComplaintItem) any { return i.Round }},
	{"amount", func(_ *cells, i ComplaintItem) any { return workbook.Amount(i.Amount) }},
	{"handler", func(c *cells, i ComplaintItem) any { return c.personOr(i.Handler) }},
	{"recipient", func(c *cells, i ComplaintItem) any { return c.person(i.Recipient) }},
	{"opened_at", func(c *cells, i ComplaintItem) any { return c.time(i.OpenedAt) }},
	{"updated_at", func(c *cells, i ComplaintItem) any { return c.time(i.UpdatedAt) }},
	{"paused_at", func(c *cells, i ComplaintItem) any { return c.timeOr(i.PausedAt) }},
}

var archiveColumns = []column[ArchiveItem]{
	{"number", func(_ *cells, i ArchiveItem) any { return i.Number }},
	{"unit", func(c *cells, i ArchiveItem) any { return c.place(i.Unit) }},
	{"status", func(c *cells, i ArchiveItem) any { return c.word("status", i.Status) }},
	{"file", func(c *cells, i ArchiveItem) any { return c.word("file", i.File) }},
	{"consultant", func(c *cells, i ArchiveItem) any { return c.person(i.Consultant) }},
	{"recipient", func(c *cells, i ArchiveItem) any { return c.person(i.Recipient) }},
	{"delivered_at", func(c *cells, i ArchiveItem) any { return c.time(i.DeliveredAt) }},
	{"signed_at", func(c *cells, i ArchiveItem) any { return c.timeOr(i.SignedAt) }},
	{"stored_at", func(c *cells, i ArchiveItem) any { return c.timeOr(i.StoredAt) }},
	{"late", func(c *cells, i ArchiveItem) any { return c.yes(i.Late) }},
	{"defects", func(_ *cells, i ArchiveItem) any { return i.Defects }},
	{"opened_at", func(c *cells, i ArchiveItem) any { return c.time(i.OpenedAt) }},
	{"updated_at", func(c *cells, i ArchiveItem) any { return c.time(i.UpdatedAt) }},
	{"paused_at", func(c *cells, i ArchiveItem) any { return c.timeOr(i.PausedAt) }},
}

var visitColumns = []column[VisitItem]{
	{"number", func(_ *cells, i VisitItem) any { return i.Number }},
	{"unit", func(c *cells, i VisitItem) any { return c.place(i.Unit) }},
	{"status", func(c *cells, i VisitItem) any { return c.word("status", i.Status) }},
	{"event", func(c *cells, i VisitItem) any { return c.word("event", i.Event) }},
	{"cycle", func(c *cells, i VisitItem) any { return c.word("cycle", i.Cycle) }},
	{"severity", func(c *cells, i VisitItem) any { return c.word("severity", i.Severity) }},
	{"class", func(c *cells, i VisitItem) any { return c.word("class", i.Class) }},
	{"visitor_role", func(c *cells, i VisitItem) any { return c.role(i.Role) }},
	{"visitor", func(c *cells, i VisitItem) any { return c.personOr(i.Visitor) }},
	{"due_at", func(c *cells, i VisitItem) any { return c.timeOr(i.DueAt) }},
	{"appointed_at", func(c *cells, i VisitItem) any { return c.timeOr(i.AppointedAt) }},
	{"held_at", func(c *cells, i VisitItem) any { return c.timeOr(i.HeldAt) }},
	{"medium", func(c *cells, i VisitItem) any { return c.word("medium", i.Medium) }},
	{"verdict", func(c *cells, i VisitItem) any { return c.word("verdict", i.Verdict) }},
	{"score", func(_ *cells, i VisitItem) any { return numberOr(i.Score) }},
	{"issues", func(_ *cells, i VisitItem) any { return i.Issues }},
	{"settled_count", func(_ *cells, i VisitItem) any { return i.Settled }},
	{"sampled", func(c *cells, i VisitItem) any { return c.yesOr(i.Sampled) }},
	{"late", func(c *cells, i VisitItem) any { return c.yes(i.Late) }},
	{"opened_at", func(c *cells, i VisitItem) any { return c.time(i.OpenedAt) }},
	{"updated_at", func(c *cells, i VisitItem) any { return c.time(i.UpdatedAt) }},
	{"paused_at", func(c *cells, i VisitItem) any { return c.timeOr(i.PausedAt) }},
}

func numberOr(n *int64) any {
	if n == nil {
		return ""
	}
	return *n
}

func (c *cells) yesOr(yes *bool) any {
	if yes == nil {
		return ""
	}
	return c.yes(*yes)
}

var loanColumns = []column[LoanItem]{
	{"number", func(_ *cells, i LoanItem) any { return i.Number }},
	{"unit", func(c *cells, i LoanItem) any { return c.place(i.Unit) }},
	{"status", func(c *cells, i LoanItem) any { return c.word("status", i.Status) }},
	{"asker", func(c *cells, i LoanItem) any { return c.person(i.Asker) }},
	{"purpose", func(c *cells, i LoanItem) any { return c.word("purpose", i.Purpose) }},
	{"record", func(c *cells, i LoanItem) any { return c.word("record", i.Record) }},
	{"paper", func(_ *cells, i LoanItem) any { return i.Paper }},
	{"relation", func(c *cells, i LoanItem) any { return c.word("relation", i.Relation) }},
	{"approved_at", func(c *cells, i LoanItem) any { return c.timeOr(i.ApprovedAt) }},
	{"until", func(c *cells, i LoanItem) any { return c.timeOr(i.Until) }},
	{"issued_at", func(c *cells, i LoanItem) any { return c.timeOr(i.IssuedAt) }},
	{"due_at", func(c *cells, i LoanItem) any { return c.timeOr(i.DueAt) }},
	{"back_at", func(c *cells, i LoanItem) any { return c.timeOr(i.BackAt) }},
	{"late", func(c *cells, i LoanItem) any { return c.yes(i.Late) }},
	{"leaks", func(_ *cells, i LoanItem) any { return i.Leaks }},
	{"opened_at", func(c *cells, i LoanItem) any { return c.time(i.OpenedAt) }},
	{"updated_at", func(c *cells, i LoanItem) any { return c.time(i.UpdatedAt) }},
}

var erasureColumns = []column[ErasureItem]{
	{"number", func(_ *cells, i ErasureItem) any { return i.Number }},
	{"unit", func(c *cells, i ErasureItem) any { return c.place(i.Unit) }},
	{"status", func(c *cells, i ErasureItem) any { return c.word("status", i.Status) }},
	{"pseudonym", func(_ *cells, i ErasureItem) any { return i.Pseudonym }},
	{"requester", func(c *cells, i ErasureItem) any { return c.word("asker", i.Asker) }},
	{"channel", func(c *cells, i ErasureItem) any { return c.word("channel", i.Channel) }},
	{"recipient", func(c *cells, i ErasureItem) any { return c.person(i.Recipient) }},
	{"handler", func(c *cells, i ErasureItem) any { return c.person(i.Handler) }},
	{"proof", func(c *cells, i ErasureItem) any { return c.word("proof", i.Proof) }},
	{"decided_at", func(c *cells, i ErasureItem) any { return c.timeOr(i.DecidedAt) }},
	{"ground", func(c *cells, i ErasureItem) any { return c.word("ground", i.Ground) }},
	{"erased_at", func(c *cells, i ErasureItem) any { return c.timeOr(i.ErasedAt) }},
	{"opened_at", func(c *cells, i ErasureItem) any { return c.time(i.OpenedAt) }},
	{"updated_at", func(c *cells, i ErasureItem) any { return c.time(i.UpdatedAt) }},
}

var campaignColumns = []column[CampaignItem]{
	{"number", func(_ *cells, i CampaignItem) any { return i.Number }},
	{"unit", func(c *cells, i CampaignItem) any { return c.place(i.Unit) }},
	{"status", func(c *cells, i CampaignItem) any { return c.word("status", i.Status) }},
	{"occasion", func(c *cells, i CampaignItem) any { return c.word("occasion", i.Occasion) }},
	{"period", func(_ *cells, i CampaignItem) any { return i.Period }},
	{"day", func(_ *cells, i CampaignItem) any { return i.Day }},
	{"late", func(c *cells, i CampaignItem) any { return c.yes(i.Late) }},
	{"planned", func(_ *cells, i CampaignItem) any { return i.Planned }},
	{"still", func(_ *cells, i CampaignItem) any { return i.Open }},
	{"greeted", func(_ *cells, i CampaignItem) any { return i.Made }},
	{"not_met", func(_ *cells, i CampaignItem) any { return i.Missed }},
	{"opened_at", func(c *cells, i CampaignItem) any { return c.time(i.OpenedAt) }},
	{"updated_at", func(c *cells, i CampaignItem) any { return c.time(i.UpdatedAt) }},
}

var scheduleColumns = []column[Schedule]{
	{"unit", func(c *cells, i Schedule) any { return c.place(i.Unit) }},
	{"schedule", func(c *cells, i Schedule) any { return c.word("name", i.Name) }},
	{"next_at", func(c *cells, i Schedule) any {
		if len(i.Next) == 0 {
			return ""
		}
		return c.time(i.Next[0].At)
	}},
	{"paused_on", func(c *cells, i Schedule) any { return c.timeOr(i.PausedAt) }},
}

var customerVisitColumns = []column[CustomerVisitItem]{
	{"number", func(_ *cells, i CustomerVisitItem) any { return i.Number }},
	{"unit", func(c *cells, i CustomerVisitItem) any { return c.place(i.Unit) }},
	{"status", func(c *cells, i CustomerVisitItem) any { return c.word("status", i.Status) }},
	{"visits_by", func(c *cells, i CustomerVisitItem) any { return c.person(i.Visitor) }},
	{"visit_purpose", func(c *cells, i CustomerVisitItem) any { return c.word("purpose", i.Purpose) }},
	{"visit_object", func(c *cells, i CustomerVisitItem) any { return c.word("object", i.Object) }},
	{"visit_way", func(c *cells, i CustomerVisitItem) any { return c.word("way", i.Way) }},
	{"agreed_for", func(c *cells, i CustomerVisitItem) any { return c.timeOr(i.AppointedAt) }},
	{"visited_at", func(c *cells, i CustomerVisitItem) any { return c.timeOr(i.VisitedAt) }},
	{"promises", func(_ *cells, i CustomerVisitItem) any { return i.Promises }},
	{"promises_kept", func(_ *cells, i CustomerVisitItem) any { return i.Kept }},
	{"visit_reported", func(c *cells, i CustomerVisitItem) any { return c.timeOr(i.ReportedAt) }},
	{"report_late", func(c *cells, i CustomerVisitItem) any { return c.yes(i.Late) }},
	{"visit_reviewed", func(c *cells, i CustomerVisitItem) any { return c.timeOr(i.ReviewedAt) }},
	{"opened_at", func(c *cells, i CustomerVisitItem) any { return c.time(i.OpenedAt) }},
}

var visitPlanColumns = []column[VisitPlanItem]{
	{"number", func(_ *cells, i VisitPlanItem) any { return i.Number }},
	{"unit", func(c *cells, i VisitPlanItem) any { return c.place(i.Unit) }},
	{"status", func(c *cells, i VisitPlanItem) any { return c.word("status", i.Status) }},
	{"planner", func(c *cells, i VisitPlanItem) any { return c.person(i.Person) }},
	{"month", func(_ *cells, i VisitPlanItem) any { return i.Month }},
	{"plan_lines", func(_ *cells, i VisitPlanItem) any { return i.Lines }},
	{"plan_submitted", func(c *cells, i VisitPlanItem) any { return c.timeOr(i.SubmittedAt) }},
	{"plan_approved", func(c *cells, i VisitPlanItem) any { return c.timeOr(i.ApprovedAt) }},
	{"counted_to", func(_ *cells, i VisitPlanItem) any { return i.CountedTo }},
	{"planned_visits", func(_ *cells, i VisitPlanItem) any { return i.Planned }},
	{"actual_visits", func(_ *cells, i VisitPlanItem) any { return i.Actual }},
	{"unplanned_visits", func(_ *cells, i VisitPlanItem) any { return i.Beside }},
	{"opened_at", func(c *cells, i VisitPlanItem) any { return c.time(i.OpenedAt) }},
}

var retentionColumns = []column[RetentionItem]{
	{"number", func(_ *cells, i RetentionItem) any { return i.Number }},
	{"unit", func(c *cells, i RetentionItem) any { return c.place(i.Unit) }},
	{"status", func(c *cells, i RetentionItem) any { return c.word("status", i.Status) }},
	{"kept_record", func(c *cells, i RetentionItem) any { return c.word("record", i.Record) }},
	{"kept_paper", func(_ *cells, i RetentionItem) any { return i.Paper }},
	{"keeper", func(c *cells, i RetentionItem) any { return c.person(i.Keeper) }},
	{"filed_at", func(c *cells, i RetentionItem) any { return c.time(i.FiledAt) }},
	{"kept_until", func(c *cells, i RetentionItem) any { return c.timeOr(i.Until) }},
	{"due_since", func(c *cells, i RetentionItem) any { return c.timeOr(i.DueAt) }},
	{"reviewed_at", func(c *cells, i RetentionItem) any { return c.timeOr(i.ReviewedAt) }},
	{"reviewed_by", func(c *cells, i RetentionItem) any { return c.personOr(i.ReviewedBy) }},
	{"destruction_at", func(c *cells, i RetentionItem) any { return c.timeOr(i.ApprovedAt) }},
	{"destruction_by", func(c *cells, i RetentionItem) any { return c.personOr(i.ApprovedBy) }},
	{"destroyed_at", func(c *cells, i RetentionItem) any { return c.timeOr(i.DestroyedAt) }},
	{"destroyed_by", func(c *cells, i RetentionItem) any { return c.personOr(i.DestroyedBy) }},
	{"method", func(c *cells, i RetentionItem) any { return c.word("method", i.Method) }},
	{"files_destroyed", func(_ *cells, i RetentionItem) any { return i.Files }},
	{"opened_at", func(c *cells, i RetentionItem) any { return c.time(i.OpenedAt) }},
}

var leadColumns = []column[LeadItem]{
	{"number", func(_ *cells, i LeadItem) any { return i.Number }},
	{"unit", func(c *cells, i LeadItem) any { return c.place(i.Unit) }},
	{"status", func(c *cells, i LeadItem) any { return c.word("status", i.Status) }},
	{"source", func(c *cells, i LeadItem) any { return c.word("source", i.Source) }},
	{"class", func(c *cells, i LeadItem) any { return c.word("class", i.Class) }},
	{"cadence", func(c *cells, i LeadItem) any { return c.word("cadence", i.Cadence) }},
	{"follower", func(c *cells, i LeadItem) any { return c.person(i.Consultant) }},
	{"recipient", func(c *cells, i LeadItem) any { return c.person(i.Recipient) }},
	{"last_contact_at", func(c *cells, i LeadItem) any { return c.timeOr(i.LastContactAt) }},
	{"stale", func(c *cells, i LeadItem) any { return c.yes(i.Stale) }},
	{"lapsed_at", func(c *cells, i LeadItem) any { return c.timeOr(i.LapsedAt) }},
	{"opened_at", func(c *cells, i LeadItem) any { return c.time(i.OpenedAt) }},
	{"updated_at", func(c *cells, i LeadItem) any { return c.time(i.UpdatedAt) }},
	{"paused_at", func(c *cells, i LeadItem) any { return c.timeOr(i.PausedAt) }},
}

var creditColumns = []column[CreditItem]{
	{"number", func(_ *cells, i CreditItem) any { return i.Number }},
	{"unit", func(c *cells, i CreditItem) any { return c.place(i.Unit) }},
	{"status", func(c *cells, i CreditItem) any { return c.word("status", i.Status) }},
	{"seller", func(c *cells, i CreditItem) any { return c.person(i.Seller) }},
	{"recipient", func(c *cells, i CreditItem) any { return c.person(i.Recipient) }},
	{"grade", func(_ *cells, i CreditItem) any { return i.Grade }},
	{"unpaid", func(_ *cells, i CreditItem) any { return workbook.Amount(i.Unpaid) }},
	{"over_limit", func(c *cells, i CreditItem) any { return c.yes(i.Over) }},
	{"waiting", func(_ *cells, i CreditItem) any { return i.Waiting }},
	{"opened_at", func(c *cells, i CreditItem) any { return c.time(i.OpenedAt) }},
	{"updated_at", func(c *cells, i CreditItem) any { return c.time(i.UpdatedAt) }},
}

var obligationColumns = []column[Obligation]{
	{"number", func(_ *cells, i Obligation) any { return i.Number }},
	{"kind", func(c *cells, i Obligation) any { return c.word("kind", i.Kind) }},
	{"unit", func(c *cells, i Obligation) any { return c.place(i.Unit) }},
	{"duty", func(c *cells, i Obligation) any { return c.word("duty", i.Duty) }},
	{"item", func(c *cells, i Obligation) any { return c.item(i.Item) }},
	{"clause", func(_ *cells, i Obligation) any { return i.Clause }},
	{"role", func(c *cells, i Obligation) any { return c.role(i.Role) }},
	{"person", func(c *cells, i Obligation) any { return c.personOr(i.Person) }},
	{"rule", func(_ *cells, i Obligation) any { return i.Rule }},
	{"since", func(c *cells, i Obligation) any { return c.time(i.Since) }},
	{"due_at", func(c *cells, i Obligation) any { return c.time(i.DueAt) }},
	{"provisional", func(c *cells, i Obligation) any { return c.yes(i.Provisional) }},
	{"state", func(c *cells, i Obligation) any { return c.word("state", i.State) }},
	{"settled_at", func(c *cells, i Obligation) any { return c.timeOr(i.SettledAt) }},
	{"breached_at", func(c *cells, i Obligation) any { return c.timeOr(i.BreachedAt) }},
	{"annulled", func(c *cells, i Obligation) any { return c.yes(i.Annulled) }},
}

var lateColumns = []column[LateMark]{
	{"number", func(_ *cells, i LateMark) any { return i.Number }},
	{"kind", func(c *cells, i LateMark) any { return c.word("kind", i.CaseKind) }},
	{"unit", func(c *cells, i LateMark) any { return c.place(i.Unit) }},
	{"duty", func(c *cells, i LateMark) any { return c.word("duty", i.Duty) }},
	{"mark", func(c *cells, i LateMark) any { return c.word("kind", i.Kind) }},
	{"state", func(c *cells, i LateMark) any { return c.word("state", i.State) }},
	{"at", func(c *cells, i LateMark) any { return c.time(i.At) }},
	{"fired_at", func(c *cells, i LateMark) any { return c.time(i.FiredAt) }},
	{"late_seconds", func(_ *cells, i LateMark) any { return i.LateSeconds }},
}

var entryColumns = []column[LedgerEntry]{
	{"number", func(_ *cells, i LedgerEntry) any { return i.Number }},
	{"kind", func(c *cells, i LedgerEntry) any { return c.word("kind", i.CaseKind) }},
	{"unit", func(c *cells, i LedgerEntry) any { return c.place(i.Unit) }},
	{"entry", func(c *cells, i LedgerEntry) any { return c.word("kind", i.Kind) }},
	{"person", func(c *cells, i LedgerEntry) any { return c.personOr(i.Staff) }},
	{"proposed_amount", func(_ *cells, i LedgerEntry) any { return amountOr(i.Amount) }},
	{"confirmed_amount", func(_ *cells, i LedgerEntry) any { return amountOr(i.Confirmed) }},
	{"percent", fined(func(_ *cells, f FineFigures) any {
		if f.Percent == nil {
			return ""
		}
		return *f.Percent
	})},
	{"clause", func(_ *cells, i LedgerEntry) any { return i.Clause }},
	{"state", func(c *cells, i LedgerEntry) any { return c.word("state", i.State) }},
	{"violation", fined(func(c *cells, f FineFigures) any { return c.word("violation", f.Violation) })},
	{"item", fined(func(c *cells, f FineFigures) any { return c.item(f.Item) })},
	{"month", fined(func(_ *cells, f FineFigures) any { return f.Month })},
	{"nth", fined(func(_ *cells, f FineFigures) any { return f.Nth })},
	{"factor", fined(func(_ *cells, f FineFigures) any { return f.Factor })},
	{"mode", fined(func(c *cells, f FineFigures) any { return c.word("mode", f.Mode) })},
	{"proposer", fined(func(c *cells, f FineFigures) any { return c.personOr(f.Proposer) })},
	{"created_at", func(c *cells, i LedgerEntry) any { return c.time(i.CreatedAt) }},
}

// fined is a cell that stays empty where the ledger didn't price an entry.
func fined(cell func(*cells, FineFigures) any) func(*cells, LedgerEntry) any {
	return func(c *cells, i LedgerEntry) any {
		if i.Fine == nil {
			return ""
		}
		return cell(c, *i.Fine)
	}
}

var noticeColumns = []column[Notice]{
	{"number", func(_ *cells, i Notice) any { return i.Number }},
	{"kind", func(c *cells, i Notice) any { return c.word("kind", i.Kind) }},
	{"what", func(c *cells, i Notice) any { return c.word("event", i.What) }},
	{"clause", func(_ *cells, i Notice) any { return i.Clause }},
	{"role", func(c *cells, i Notice) any { return c.role(i.ToRole) }},
	{"created_at", func(c *cells, i Notice) any { return c.time(i.CreatedAt) }},
	{"read_at", func(c *cells, i Notice) any { return c.timeOr(i.ReadAt) }},
}

var staffColumns = []column[StaffMember]{
	{"code", func(_ *cells, i StaffMember) any { return i.Code }},
	{"name", func(_ *cells, i StaffMember) any { return i.Name }},
	{"roles", func(c *cells, i StaffMember) any {
		held := make([]string, len(i.Roles))
		for k, r := range i.Roles {
			held[k] = fmt.Sprintf("%s (%s)", orID(r.Title, r.Role), c.place(r.Unit))
		}
		return strings.Join(held, "; ")
	}},
}

var importListColumns = []column[Import]{
	{"received_at", func(c *cells, i Import) any { return c.time(i.ReceivedAt) }},
	{"import", func(c *cells, i Import) any { return c.word("kind", i.Kind) }},
	{"unit", func(c *cells, i Import) any { return c.place(i.Unit) }},
	{"state", func(c *cells, i Import) any { return c.word("state", i.State) }},
	{"rows", func(_ *cells, i Import) any { return i.Rows }},
	{"created", func(_ *cells, i Import) any { return i.Created }},
	{"unchanged", func(_ *cells, i Import) any { return i.Unchanged }},
	{"refused", func(_ *cells, i Import) any { return i.Refused }},
	{"finished_at", func(c *cells, i Import) any { return c.timeOr(i.FinishedAt) }},
}

// item is a document with what is wrong with it.
func (c *cells) item(text string) any {
	paper, fault, both := strings.Cut(text, "/")
	if !both {
		return c.word("paper", text)
	}
	return fmt.Sprintf("%s: %s", c.word("paper", paper), c.word("fault", fault))
}
