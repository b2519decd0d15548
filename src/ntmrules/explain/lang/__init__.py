"""Words, numbers and lines in Vietnamese and English."""
