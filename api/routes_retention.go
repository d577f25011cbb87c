package api

import (
	"net/http"

	"carebook/contract"
)

func (s *Server) retentionRoutes() {
	route(s, get("retentions", "/retentions", "List records that are kept: the due list and the destroyed list of a year", http.StatusUnprocessableEntity), inSight, (*Server).listRetentions)
	route(s, post("retentions", "/retentions", "File a record that is to be kept", ""), opening(contract.Retention), openCase[NewRetention](retentions, here((*Server).ofKept)))
	route(s, get("retentions", "/retentions/{id}", "Read a record from the books"), seesA(contract.Retention), (*Server).getRetention)
	route(s, get("retentions", "/retentions/{id}/state", "Ask the running process where a record stands", http.StatusConflict, http.StatusGatewayTimeout), seesA(contract.Retention), (*Server).retentionState)

	action[Moment](s, retentions, contract.Bind, "Record that the documents are bound")
	action[Moment](s, retentions, contract.Box, "Record the yearly tidy: index printed, boxed by floor")
	action[Moment](s, retentions, contract.ReviewRecord, "Review whether it may be destroyed")
	action[Moment](s, retentions, contract.ApproveDestruction, "Approve that it is destroyed")
	action[KeptLonger](s, retentions, contract.KeepLonger, "Keep it longer")
	action[Destruction](s, retentions, contract.Destroy, "Record that it is destroyed; what carebook has of the file is destroyed with that")
	action[Message](s, retentions, contract.Note, "Add a note")
	action[Reassignment](s, retentions, contract.Reassign, "Give it to another keeper")
	action[Reasoned](s, retentions, contract.Void, "Void it: it was entered in error")
}
