"""Progress: what was known on each day, what changed between two days and why, the plan, the bodies, the summary."""
