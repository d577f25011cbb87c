package models

// AuditAction is what somebody did or tried to do. The list is closed: a word that isn't in it can't be written.
type AuditAction string

// What is audited. Decisions about cases stand in the cases' own chains.
const (
	AuditSignedIn         AuditAction = "signed_in" // refused: who is known stands as the actor, whoever isn't as ByNobody
	AuditSignedOut        AuditAction = "signed_out"
	AuditSessionEnded     AuditAction = "session_ended" // by somebody else, or since something about the person changed
	AuditPasswordChanged  AuditAction = "password_changed"
	AuditPasswordReset    AuditAction = "password_reset" // somebody had another person choose a new one
	AuditFactorAdded      AuditAction = "factor_added"
	AuditFactorRemoved    AuditAction = "factor_removed"
	AuditCodesRenewed     AuditAction = "recovery_codes_renewed"
	AuditIdentityLinked   AuditAction = "identity_linked" // of an outside provider
	AuditIdentityUnlinked AuditAction = "identity_unlinked"

	AuditTokenCreated AuditAction = "token_created"
	AuditTokenRevoked AuditAction = "token_revoked"

	AuditRoleProposed   AuditAction = "role_proposed"
	AuditRoleRejected   AuditAction = "role_rejected"
	AuditRoleGiven      AuditAction = "role_given"
	AuditRoleEnded      AuditAction = "role_ended"
	AuditStaffAdded     AuditAction = "staff_added"
	AuditStaffChanged   AuditAction = "staff_changed"
	AuditStaffLeft      AuditAction = "staff_left"
	AuditHandedOver     AuditAction = "handed_over" // the open duties and customers of a person
	AuditAbsence        AuditAction = "absence_recorded"
	AuditAbsenceEnded   AuditAction = "absence_ended"
	AuditSubstitute     AuditAction = "substitute_named"
	AuditSubstituteOver AuditAction = "substitute_ended"
	AuditOrganisation   AuditAction = "organisation_loaded"

	AuditPolicyAdopted   AuditAction = "policy_adopted"
	AuditCalendarAdopted AuditAction = "calendar_adopted"
	AuditCalendarAdded   AuditAction = "calendar_added"
	AuditSettingChanged  AuditAction = "setting_changed"
	AuditKeyChanged      AuditAction = "key_changed"

	AuditImported AuditAction = "imported"
	AuditExported AuditAction = "exported"
	AuditRevealed AuditAction = "revealed" // one field of one person
	AuditFileRead AuditAction = "file_read"
	AuditLentRead AuditAction = "lent_read" // a case that an approved request opens
	AuditDenied   AuditAction = "denied"    // somebody known, for want of a right

	AuditErasureAsked   AuditAction = "erasure_asked"
	AuditErasureChecked AuditAction = "erasure_checked" // who asks is who may
	AuditErasureRefused AuditAction = "erasure_refused" // or taken back
	AuditRestricted     AuditAction = "restricted"      // somebody's data are stored, and nothing else is done with them

	AuditChannelsChosen AuditAction = "channels_chosen" // over which somebody is told
	AuditChannelTested  AuditAction = "channel_tested"
	AuditSentAgain      AuditAction = "sent_again" // what had been given up

	AuditErased    AuditAction = "erased"    // the personal fields of somebody
	AuditDestroyed AuditAction = "destroyed" // what was kept long enough

	AuditAuditRead AuditAction = "audit_read"
)

// AuditActions are all of them, in the order of an auditor's list.
var AuditActions = []AuditAction{
	AuditSignedIn, AuditSignedOut, AuditSessionEnded, AuditPasswordChanged, AuditPasswordReset, AuditFactorAdded, AuditFactorRemoved,
	AuditCodesRenewed, AuditIdentityLinked, AuditIdentityUnlinked, AuditTokenCreated, AuditTokenRevoked, AuditRoleProposed,
	AuditRoleRejected, AuditRoleGiven, AuditRoleEnded,
	AuditStaffAdded, AuditStaffChanged, AuditStaffLeft, AuditHandedOver, AuditAbsence, AuditAbsenceEnded, AuditSubstitute,
	AuditSubstituteOver, AuditOrganisation, AuditPolicyAdopted, AuditCalendarAdopted, AuditCalendarAdded, AuditSettingChanged,
	AuditKeyChanged, AuditImported, AuditExported, AuditRevealed, AuditFileRead, AuditLentRead, AuditDenied, AuditErasureAsked, AuditErasureChecked,
	AuditErasureRefused, AuditRestricted, AuditErased, AuditDestroyed, AuditAuditRead,
	AuditChannelsChosen, AuditChannelTested, AuditSentAgain,
}

// Actors that aren't members of staff.
const (
	ByCommandLine = "command_line" // whoever may run carebook on the machine
	ByWorker      = "worker"
	ByNobody      = "nobody" // whoever didn't say who it is, or lied
)
