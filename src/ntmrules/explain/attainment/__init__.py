"""One attainment told: summary, what is not met, the whole trace, data."""
