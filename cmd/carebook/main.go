// Command carebook is the key: one binary with every way to run the service and to look after it.
//
// Here rooms are joined, and only here: each subcommand has a file of its own that builds what it needs with plain
// constructors, in order. Rules, clocks and SQL do not belong here.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/alecthomas/kong"
)

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400) // collecting less often is worth the memory: it was an eighth of the processor time
	}
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// cli lists the subcommands; each has a file of its own, named after it.
type cli struct {
	Serve        serveCmd        `cmd:"" help:"Run everything in one process: API, worker and Temporal."`
	API          apiCmd          `cmd:"" name:"api" help:"Run the web API alone, beside a Temporal service."`
	Worker       workerCmd       `cmd:"" help:"Run a worker alone, beside a Temporal service."`
	Engine       engineCmd       `cmd:"" help:"Run Temporal alone, on loopback."`
	Namespace    namespaceCmd    `cmd:"" help:"Make carebook's namespace in a Temporal service, once that answers."`
	Ready        readyCmd        `cmd:"" help:"Ask a running web API whether it is ready."`
	Migrate      migrateCmd      `cmd:"" help:"Look after the schema of the books."`
	Policy       policyCmd       `cmd:"" help:"Check, show and count the policies."`
	Calendar     calendarCmd     `cmd:"" help:"Say when something is due and why; list and check calendars."`
	Audit        auditCmd        `cmd:"" help:"Check that nobody changed what happened."`
	Token        tokenCmd        `cmd:"" help:"Make tokens for members of staff."`
	Invite       inviteCmd       `cmd:"" help:"Let the first administrator in, or whoever is locked out: an invitation to set a password."`
	Organisation organisationCmd `cmd:"" help:"Load units, departments, staff and their roles."`
	Import       importCmd       `cmd:"" help:"Bring customers, vehicles, staff, deliveries, dispatches or payments in from a workbook."`
	Schedule     scheduleCmd     `cmd:"" help:"List what begins by itself; pause it, let it go on, begin rounds of it."`
	OpenAPI      openapiCmd      `cmd:"" name:"openapi" help:"Print the description of the web API."`
	Version      versionCmd      `cmd:"" help:"Say what this binary is and whether Temporal's server is in it."`
}

// streams are where a subcommand writes: out for its answer, err for what went wrong. Nothing reads standard input.
type streams struct{ out, err io.Writer }

// What carebook returns to the shell.
const (
	exitOK     = 0
	exitFailed = 1 // the subcommand ran and says why it failed
	exitUsage  = 2 // the command line was not understood, nothing ran
)

// exit carries the status with which kong wants to leave after --help, so that run returns instead of ending the process.
type exit int

// run is the whole program: it returns the exit status and writes nowhere but to the two writers.
func run(args []string, stdout, stderr io.Writer) (status int) {
	defer func() {
		if r := recover(); r != nil {
			code, ok := r.(exit)
			if !ok {
				panic(r)
			}
			status = int(code)
		}
	}()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return execute(ctx, args, streams{stdout, stderr})
}

// execute finds the subcommand and runs it with the process's context, which ends at SIGINT or SIGTERM.
func execute(ctx context.Context, args []string, s streams) int {
	parser := kong.Must(&cli{},
		kong.Name("carebook"),
		kong.Description("The policy binder that runs itself."),
		kong.Writers(s.out, s.err),
		kong.Exit(func(code int) { panic(exit(code)) }),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(s),
	)
	command, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(s.err, "carebook: %v\nTry: carebook --help\n", err)
		return exitUsage
	}
	if err := command.Run(); err != nil {
		fmt.Fprintf(s.err, "carebook: %v\n", err)
		return exitFailed
	}
	return exitOK
}
