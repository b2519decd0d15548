"""Strict YAML in, model out: reading, structuring, storing, checking, digests."""
