"""An annex as it was published, read into a pack: tables from Word, HTML, CSV and Excel, matched to a set row by row."""
