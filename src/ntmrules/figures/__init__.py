"""Readers of figures, and the values that officials write in cells."""
