"""The neutral compiled form of a rulebook: questions about figures, joined by gates to verdicts, reasons and tallies.

It names no library: a printer turns one circuit into columns of polars (``engine.columnar``), SQL (``circuit.sql``) or
JSON (``circuit.document``). What a printer cannot say it refuses by name.
"""
