"""Figures of whole tables: read part by part, cell by cell, row by row."""
