"""A table of units in, the judged table out: files, frames and batches."""
