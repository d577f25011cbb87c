/** The statuses in which a return visit can stand, in the order of its life. */
export const statuses = [
  'planned', 'assigned', 'appointed', 'attempted', 'recorded', 'issue_open', 'reported', 'reviewed', 'completed', 'not_sampled', 'waived', 'unreached', 'voided',
] as const

/** After what a customer can be visited, whatever the policy. */
export const occasions = [
  'complaint_handled', 'result_reported', 'repair_finished', 'paid_service_done', 'warranty_service_done', 'registered_service_done', 'repair_jobs_month',
  'culture_event', 'move_in', 'incident_handled', 'project_started', 'payment_received', 'project_done', 'deal_closed', 'product_sold', 'discharged',
  'first_specialist', 'first_basic', 'reception_over', 'promise_fulfilled', 'problem_solved', 'source_check', 'contract_signed', 'agent_departed', 'policy_lapsed',
  'payout_made', 'product_problem', 'special_visit',
] as const
