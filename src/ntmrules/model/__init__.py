"""Frozen classes of the field: decisions and evidence, measures, requirements, sets, figures, verdicts, trace."""
