package contract

// ImportKind says what the rows of a workbook are. Kinds are stored in the books and stand in addresses: never rename.
type ImportKind string

// Kinds of imports. A vehicle names its customer, a delivery its vehicle and its consultant, a dispatch its customer, a
// payment its customer and perhaps the dispatch that it pays: import them in this order.
const (
	ImportCustomers  ImportKind = "customers"
	ImportVehicles   ImportKind = "vehicles"
	ImportStaff      ImportKind = "staff"
	ImportDeliveries ImportKind = "deliveries" // each opens the archive case of its vehicle
	ImportDispatches ImportKind = "dispatches" // goods that have left, each on its customer's account
	ImportPayments   ImportKind = "payments"   // each on its customer's account
)

// ImportKinds are all of them, in that order.
var ImportKinds = []ImportKind{ImportCustomers, ImportVehicles, ImportStaff, ImportDeliveries, ImportDispatches, ImportPayments}

// Names of an import's workflow and activity. They are stored in histories: never rename.
const (
	WorkflowImport     = "Import"
	ActivityImportRows = "ImportRows"
)

// ImportWorkflowID is the one place that builds the id of an import's workflow.
func ImportWorkflowID(id string) string { return "import/" + id }

// ImportStart names the import that a workflow carries out. Its rows stay in the books.
type ImportStart struct {
	Import string `json:"import"`
}

// ImportStep says how many rows an activity carried out, and how many still wait.
type ImportStep struct {
	Done int `json:"done"`
	Left int `json:"left"`
}

// ImportEnd is what an import's workflow ends with.
type ImportEnd struct {
	Done int `json:"done"` // rows, by this workflow
}

// Codes of refusals of single rows, as in command.go.
const (
	CodeRowInvalid       = "row_invalid"       // 422: cells are missing or can't be read
	CodeRowChanged       = "row_changed"       // 409: the reference is in the books with other content
	CodeUnknownReference = "unknown_reference" // 422: nothing was imported under it
	CodeNoAccount        = "no_account"        // 422: the customer buys nothing on credit at this unit
)

// ReferenceColumn is the column that holds a row's own external reference.
func ReferenceColumn(k ImportKind) string {
	if k == ImportStaff {
		return "badge"
	}
	return "external_ref"
}
