package policies

import "slices"

// complaintParts checks the parts of PF-01 that not every policy has.
func (d *decoder) complaintParts(c *Complaint) {
	if _, merges := c.Actions["merge"]; merges != (c.MergeWindow != nil) {
		d.complain(d.keyOr("complaint"), "merge and merge_window go together: add the other one, or leave both out")
	}
	if c.MergeWindow != nil && !c.MergeWindow.Value.IsZero() && !c.MergeWindow.Value.IsLength() {
		d.complain(d.at("complaint.merge_window.value"), "%s is no length of time: want one such as 30 days", c.MergeWindow.Value)
	}
	if c.IdentityBy != nil {
		for i, role := range c.IdentityBy.Value {
			d.role(elementOf("complaint.identity_by.value", i), role, nil)
		}
	}
	if c.Revisit == nil {
		if c.Duties["revisit"] != nil {
			d.complain(d.keyOr("complaint.duties.revisit"), "revisit is missing: it says who visits, by severity")
		}
		return
	}
	d.words("complaint.revisit.in_person.value", c.Revisit.InPerson.Value, "severity", c.Severities.Value)
	for _, severity := range sorted(c.Revisit.By) {
		path := "complaint.revisit.by." + severity
		if !slices.Contains(c.Severities.Value, severity) {
			d.complain(d.keyOr(path), "unknown severity %s; %s", quote(severity), oneOf(c.Severities.Value))
		}
		d.role(path+".value", c.Revisit.By[severity].Value, nil)
	}
	for _, severity := range c.Severities.Value {
		if _, named := c.Revisit.By[severity]; !named {
			d.complain(d.keyOr("complaint.revisit.by"), "nobody visits after a complaint that is %s: name a role", severity)
		}
	}
}
