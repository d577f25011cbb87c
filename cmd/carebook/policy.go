package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/goccy/go-yaml"

	"carebook/policies"
	"carebook/policies/book"
)

// policyCmd is for the owner of the policies. Nothing here starts anything, and load alone changes something.
type policyCmd struct {
	Check    policyCheckCmd    `cmd:"" help:"Read the policies as strictly as the service does and list every problem with file, line and column."`
	Show     policyShowCmd     `cmd:"" help:"List every number of a policy beside its clause, key and source."`
	Coverage policyCoverageCmd `cmd:"" help:"Count which clauses are enforced, recorded or stated; fail on an enforced one that no diary proves, and on one of a family that the register lacks."`
	Process  policyProcessCmd  `cmd:"" help:"Print step by step, as Markdown, what each profile's policy makes of a family."`
	Load     policyLoadCmd     `cmd:"" help:"Store a new edition of the company's own binder; from its day on new cases run by it, without a restart."`
	Editions policyEditionsCmd `cmd:"" help:"List the editions of the company's own binder and which is in force."`
}

type policyCheckCmd struct {
	Dir string `arg:"" optional:"" type:"existingdir" help:"A company's own folder, laid over the shipped binder; without it the shipped binder is checked."`
}

// Run prints one problem per line, as compilers do, so that editors can jump to it.
func (c policyCheckCmd) Run(s streams) error {
	binder, err := openBinder(c.Dir)
	if err != nil {
		return listed(s, err)
	}
	fmt.Fprintf(s.out, "no problems: %d policies, %d profiles, %d roles, %d clauses\n",
		len(binder.Policies()), len(binder.Profiles()), len(binder.Roles()), len(binder.Clauses()))
	return nil
}

// listed prints the problems of a folder, if it is they that went wrong.
func listed(s streams, err error) error {
	var problems policies.Problems
	if !errors.As(err, &problems) {
		return err
	}
	fmt.Fprintln(s.out, problems)
	return fmt.Errorf("%d problem(s) in the policies: nothing of this folder would be used", len(problems))
}

type policyShowCmd struct {
	ID       string `arg:"" help:"Id of the policy, like V13."`
	Policies string `env:"CAREBOOK_POLICIES" placeholder:"DIR" help:"A company's own folder, laid over the shipped binder."`
}

// Run prints one line per number: clause, key, value with its unit, source.
func (c policyShowCmd) Run(s streams) error {
	binder, err := openBinder(c.Policies)
	if err != nil {
		return err
	}
	policy, ok := binder.Policy(c.ID)
	if !ok {
		var ids []string
		for _, p := range binder.Policies() {
			ids = append(ids, p.ID)
		}
		return fmt.Errorf("no policy %q: there are %s", c.ID, strings.Join(ids, ", "))
	}
	return table(s, func(row func(cells ...any)) {
		for _, n := range policy.Numbers() {
			row(n.Clause, n.Key, n.Value, n.Source)
		}
	})
}

type policyCoverageCmd struct {
	Family   string `placeholder:"CODE" help:"Only this family, such as PF-01; fail on a clause of it that the register doesn't have."`
	Diaries  string `default:"workflows/testdata/diaries" placeholder:"DIR" help:"Folder with the diaries, each a YAML file that lists its clauses. [default: workflows/testdata/diaries]"`
	Policies string `env:"CAREBOOK_POLICIES" placeholder:"DIR" help:"A company's own folder, laid over the shipped binder."`
}

// Run prints the register with how each clause is kept, then the counts, then what lacks proof.
func (c policyCoverageCmd) Run(s streams) error {
	binder, err := openBinder(c.Policies)
	if err != nil {
		return err
	}
	diaries, err := citations(os.DirFS(c.Diaries))
	if err != nil {
		return fmt.Errorf("reading the diaries in %s (name their folder with --diaries): %w", c.Diaries, err)
	}
	report := binder.Coverage(diaries)
	if c.Family != "" {
		if report, err = binder.CoverageOf(c.Family, diaries); err != nil {
			return fmt.Errorf("--family: %w", err)
		}
	}
	if err := printCoverage(s, report); err != nil {
		return err
	}
	if n := len(report.Problems); n > 0 {
		fmt.Fprintf(s.out, "\n%v\n", report.Problems)
		return fmt.Errorf("%d gap(s) between the register, the lists of families and the diaries", n)
	}
	return nil
}

func printCoverage(s streams, report policies.Report) error {
	return table(s, func(row func(cells ...any)) {
		for _, c := range report.Clauses {
			title, _ := c.Title.In("en")
			row(c.ID, c.Family, keptWord(c.Kept), strings.Join(c.Diaries, ", "), title)
		}
		row()
		for _, kept := range []policies.Kept{policies.Enforced, policies.Recorded, policies.Stated} {
			row(kept, report.Count[kept])
		}
		if n := report.Count[policies.Missing]; n > 0 {
			row(keptWord(policies.Missing), n)
		}
		row("all", len(report.Clauses))
	})
}

func keptWord(k policies.Kept) string {
	if k == policies.Missing {
		return "missing"
	}
	return string(k)
}

// table prints aligned columns.
func table(s streams, fill func(row func(cells ...any))) error {
	w := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', 0)
	fill(func(cells ...any) {
		for i, cell := range cells {
			if i > 0 {
				fmt.Fprint(w, "\t")
			}
			fmt.Fprint(w, cell)
		}
		fmt.Fprintln(w)
	})
	return w.Flush()
}

// openBinder loads the shipped binder and lays a company's own folder over it, if there is one.
func openBinder(own string) (*policies.Book, error) {
	binder, err := policies.Load(book.FS())
	if err != nil || own == "" {
		return binder, err
	}
	binder, err = binder.Overlay(os.DirFS(own))
	var problems policies.Problems
	if errors.As(err, &problems) {
		return nil, problems.In(own)
	}
	return binder, err
}

// citations are the clauses that each diary cites, by the diary's name. Only that key of a diary is read here; the rest is
// the business of the test that plays it.
func citations(diaries fs.FS) (map[string][]string, error) {
	files, err := fs.ReadDir(diaries, ".")
	if err != nil {
		return nil, err
	}
	files = slices.DeleteFunc(files, func(f fs.DirEntry) bool { return f.IsDir() || filepath.Ext(f.Name()) != ".yaml" })
	cited := make(map[string][]string, len(files))
	for _, f := range files {
		src, err := fs.ReadFile(diaries, f.Name())
		if err != nil {
			return nil, err
		}
		var diary struct {
			Clauses []string `yaml:"clauses"`
		}
		if err := yaml.Unmarshal(src, &diary); err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name(), err)
		}
		cited[strings.TrimSuffix(f.Name(), ".yaml")] = diary.Clauses
	}
	return cited, nil
}
