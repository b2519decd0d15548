"""Two attainments, two texts or two sets beside each other."""
