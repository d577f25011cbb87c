package failpoint

// DuringImport is between two parts of an import: rows are in the books, others wait.
const DuringImport = "during-import"
