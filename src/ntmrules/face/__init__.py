"""The public face: rulebook, session and attainment with everything that a user calls on them."""
