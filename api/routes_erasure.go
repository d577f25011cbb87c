package api

import (
	"net/http"

	"carebook/contract"
)

func (s *Server) erasureRoutes() {
	route(s, get("erasures", "/erasures", "List requests to erase a person", http.StatusUnprocessableEntity), inSight, (*Server).listErasures)
	route(s, post("erasures", "/erasures", "Take a request to erase a person", ""), opening(contract.Erasure), openCase[NewErasure](erasures, (*Server).ofCustomer))
	route(s, get("erasures", "/erasures/{id}", "Read a request, with what stands against it"), seesA(contract.Erasure), (*Server).getErasure)
	route(s, get("erasures", "/erasures/{id}/state", "Ask the running process where a request stands", http.StatusConflict, http.StatusGatewayTimeout), seesA(contract.Erasure), (*Server).erasureState)

	action[IdentityChecked](s, erasures, contract.Identify, "Record how it was checked who asks")
	action[Moment](s, erasures, contract.Erase, "Erase the person: nobody can take this back")
	action[Grounded](s, erasures, contract.Restrict, "Keep the data as the law says, and do nothing else with them")
	action[Grounded](s, erasures, contract.TurnDown, "Turn it down and say why; what was restricted isn't any more")
	action[Moment](s, erasures, contract.Withdraw, "Record that whoever asked took it back")
	action[Message](s, erasures, contract.Note, "Add a note")
	action[Reassignment](s, erasures, contract.Reassign, "Give it to somebody else")
	action[Reasoned](s, erasures, contract.Void, "Void it: it was entered in error")
}
