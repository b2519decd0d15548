"""The reference engine: one unit, the whole trace."""
