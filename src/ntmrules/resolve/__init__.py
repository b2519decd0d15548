"""Packs, a day and a place make a rulebook: afterwards nothing is left to look up."""
