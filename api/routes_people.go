package api

import (
	"net/http"

	"carebook/contract"
	"carebook/models"
)

// peopleRoutes are those by which people are administered.
func (s *Server) peopleRoutes() {
	route(s, get("organisation", "/roles", "List the roles that the binder knows"), anybody, (*Server).roles)
	route(s, post("organisation", "/staff", "Add a member of staff",
		"For administrators. Who is added holds no role yet."), holding(models.Administrator, models.AddStaffAction), (*Server).addStaff)
	route(s, done(post("organisation", "/staff/{id}/leave", "Say when somebody works here for the last time",
		"For administrators of each unit at which the person holds a role. From the end of that day on nobody acts or signs in as that person.")), administering(models.ThingPerson, models.LeaveAction), (*Server).leave)
	route(s, get("organisation", "/staff/{id}/open", "List what is open and names a member of staff", http.StatusForbidden), administering(models.ThingPerson, models.LeaveAction), (*Server).openDuties)

	route(s, post("organisation", "/staff/{id}/hand-over", "Hand over everything open that names somebody",
		"For administrators of each unit concerned. It may be asked again, with another successor, for what was refused."),
		administering(models.ThingPerson, models.HandOverAction), (*Server).handOver)
	route(s, get("organisation", "/staff/{id}/hand-overs", "List the hand-overs of a member of staff", http.StatusForbidden),
		administering(models.ThingPerson, models.HandOverAction), (*Server).handOvers)
	route(s, get("organisation", "/hand-overs/{id}", "Say how far a hand-over is", http.StatusForbidden),
		administering(models.ThingHandOver, models.HandOverAction), (*Server).getHandOver)

	route(s, done(post("organisation", "/staff/{id}/absences/{absence}/substitute", "Say who stands in for the rest of an absence",
		"For whoever may record the absence. Who stood in before does so no more.")), judgedAt(models.ThingStaff, models.SubstituteAction), (*Server).substitute)

	route(s, get("organisation", "/staff/{id}/superiors", "List who is and was above a member of staff"), sees(models.ThingPerson), (*Server).superiors)
	route(s, post("organisation", "/staff/{id}/superiors", "Say who is above a member of staff from now on",
		"For administrators of each unit at which the person holds a role. Nobody is above himself."),
		administering(models.ThingPerson, models.SetSuperiorAction), (*Server).setSuperior)

	route(s, get("organisation", "/staff/{id}/roles", "List all roles that somebody holds, held or will hold"), sees(models.ThingPerson), (*Server).staffRoles)
	route(s, post("organisation", "/staff/{id}/roles", "Propose a role for somebody",
		"For administrators of the unit. The role counts when another one has confirmed it."), administering(models.ThingPerson, models.ProposeRoleAction), (*Server).proposeRole)
	route(s, done(post("organisation", "/staff/{id}/roles/{role}/end", "End a role",
		"One administrator of the unit is enough; the unit's last administrator stays.")), administering(models.ThingPerson, models.EndRoleAction), (*Server).endRole)
	route(s, get("organisation", "/role-proposals", "List proposed roles that wait where I am an administrator", http.StatusForbidden), holding(models.Administrator, models.ConfirmRoleAction), (*Server).roleProposals)
	route(s, done(post("organisation", "/role-proposals/{id}/confirm", "Confirm a proposed role",
		"For another administrator of the unit than the one who proposed it, and not for whoever gets it.")), administering(models.ThingProposal, models.ConfirmRoleAction), (*Server).confirmRole)
	route(s, done(post("organisation", "/role-proposals/{id}/reject", "Reject a proposed role, or take it back", "")), administering(models.ThingProposal, models.RejectRoleAction), (*Server).rejectRole)
}

// administering is for administrators, about a thing that is there for them; the ledger asks for which unit.
func administering(t models.Thing, a contract.Action) right {
	return right{Who: byRole, Of: t, Role: models.Administrator, Action: a}
}
