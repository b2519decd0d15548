"""Documents of offices: tables as CSV, Markdown and workbooks, forms filled from evaluations."""
