package policies

// ReadFines reads a file that is nothing but a table of fines.
func ReadFines(file string, src []byte) (*Fines, []Number, error) {
	var s struct {
		Fines Fines `yaml:"fines"`
	}
	d := newDecoder(file)
	d.decode(src, &s)
	d.sources()
	d.fines("fines", &s.Fines)
	return &s.Fines, d.numbers, d.problems.asError()
}
