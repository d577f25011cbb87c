// Package failpoint names the moments at which a crash would hurt most. In an ordinary build they are nothing; built with
// the tag "failpoints", the process kills itself with SIGKILL when it reaches the one it was told to die at.
package failpoint

// The moments of design 5, in the order of a command's life.
const (
	AfterCommandRow         = "after-command-row"          // the request is in the books, Temporal knows nothing
	AfterLedgerCommit       = "after-ledger-commit"        // the effect is in the books, the workflow knows nothing
	BeforeUpdateReply       = "before-update-reply"        // the workflow applied it, the task isn't completed
	AfterReplyBeforeConfirm = "after-reply-before-confirm" // the counter has the answer, the command isn't confirmed
	DuringContinueAsNew     = "during-continue-as-new"     // the run has decided to begin anew
)
