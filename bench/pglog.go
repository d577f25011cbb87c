package main

import (
	"bytes"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A step is one line of PostgreSQL's log: a statement of the simple protocol, or the parsing, binding (which plans) or
// executing of a prepared one.
type step struct {
	database string
	kind     string // statement, parse, bind, execute
	ms       float64
	text     string
}

// asked is how many statements one operation sends on average, and how long PostgreSQL works on them.
type asked struct{ statements, ms float64 }

var (
	entry  = regexp.MustCompile(`(?m)^[a-z_]*\|[A-Z]+: `)
	logged = regexp.MustCompile(`(?s)^([a-z_]+)\|LOG:  duration: ([0-9.]+) ms  (statement|parse|bind|execute)[^:]*: (.*)$`)
)

// readLog finds the steps in a log written with the prefix '%d|'. A statement may go over several lines.
func readLog(log []byte) []step {
	var steps []step
	starts := entry.FindAllIndex(log, -1)
	for i, at := range starts {
		end := len(log)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		m := logged.FindSubmatch(log[at[0]:end])
		if m == nil {
			continue
		}
		ms, err := strconv.ParseFloat(string(m[2]), 64)
		if err != nil {
			continue
		}
		steps = append(steps, step{string(m[1]), string(m[3]), ms, strings.Join(strings.Fields(string(m[4])), " ")})
	}
	return steps
}

func (a asked) and(s step, operations int) asked {
	if s.kind == "statement" || s.kind == "execute" {
		a.statements += 1 / float64(operations)
	}
	a.ms += s.ms / float64(operations)
	return a
}

func byDatabase(steps []step, operations int) map[string]asked {
	sums := map[string]asked{}
	for _, s := range steps {
		sums[s.database] = sums[s.database].and(s, operations)
	}
	return sums
}

// byText lists what the books were asked, the dearest first.
func byText(steps []step, operations int) []byte {
	sums := map[string]asked{}
	for _, s := range steps {
		if s.database == booksDatabase {
			sums[s.text] = sums[s.text].and(s, operations)
		}
	}
	texts := slices.SortedFunc(maps.Keys(sums), func(a, b string) int {
		if sums[a].ms > sums[b].ms {
			return -1
		}
		return 1
	})
	var out bytes.Buffer
	fmt.Fprintln(&out, "ms and times per operation, what the books were asked")
	for _, text := range texts {
		fmt.Fprintf(&out, "%.3f\t%.2f\t%s\n", sums[text].ms, sums[text].statements, text)
	}
	return out.Bytes()
}
