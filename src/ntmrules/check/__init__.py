"""What judges the catalogue: lint, the cases beside the rules, coverage. It stands above the engines."""
