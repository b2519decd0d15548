"""OCOP: products scored by the sheets of a decision, their rank and what it rests on, and the portfolio of a province."""
