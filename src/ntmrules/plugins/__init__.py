"""Plugins: province packs and what goes with them, found by entry points of the group ``ntmrules``."""
