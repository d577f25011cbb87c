package load

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// tick is the unit of /proc: a hundredth of a second on every Linux that Go runs on.
const tick = 10 * time.Millisecond

// process is a line of /proc/<pid>/stat, as far as it matters here.
type process struct {
	parent int
	spent  time.Duration // user and system, with children that have ended and been waited for
}

// TreeCPU is the processor time, user and system, that a process and all below it have spent, ended children included.
func TreeCPU(root int) (time.Duration, error) {
	all, err := processes()
	if err != nil {
		return 0, err
	}
	if _, ok := all[root]; !ok {
		return 0, fmt.Errorf("reading processor time: no process %d", root)
	}
	var sum time.Duration
	for pid, p := range all {
		if under(all, pid, root) {
			sum += p.spent
		}
	}
	return sum, nil
}

func under(all map[int]process, pid, root int) bool {
	for pid > 1 {
		if pid == root {
			return true
		}
		pid = all[pid].parent
	}
	return false
}

func processes() (map[int]process, error) {
	files, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("reading processor time: /proc isn't there (%w)", os.ErrNotExist)
	}
	all := make(map[int]process, len(files))
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			continue // it has just ended; its parent has its time
		}
		pid, err := strconv.Atoi(filepath.Base(filepath.Dir(file)))
		if err != nil {
			return nil, fmt.Errorf("reading processor time: %w", err)
		}
		if all[pid], err = parseStat(string(text)); err != nil {
			return nil, fmt.Errorf("reading processor time of %d: %w", pid, err)
		}
	}
	return all, nil
}

// parseStat counts fields from the last parenthesis: the name before it may hold anything.
func parseStat(line string) (process, error) {
	rest := strings.Fields(line[strings.LastIndexByte(line, ')')+1:])
	const parent, utime, cstime = 1, 11, 14 // proc(5), less the two fields before
	if len(rest) <= cstime {
		return process{}, fmt.Errorf("%d fields in stat", len(rest))
	}
	p, err := process{}, error(nil)
	if p.parent, err = strconv.Atoi(rest[parent]); err != nil {
		return p, err
	}
	for _, field := range rest[utime : cstime+1] {
		ticks, err := strconv.ParseInt(field, 10, 64)
		if err != nil {
			return p, err
		}
		p.spent += time.Duration(ticks) * tick
	}
	return p, nil
}
