package workflows_test

import "carebook/contract"

// parts are the facts of what happens beside the handling and after closing.
func (s *stage) parts(e entry, f *contract.Facts) {
	f.Joint, f.Days, f.Settlement, f.Copy, f.Approved, f.Actual = e.Joint, e.Days, e.Settlement, e.Copy, e.Approved, e.Actual
	if e.Liable != "" {
		f.Liable = s.staff(e.Liable)
	}
}
