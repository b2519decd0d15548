"""Explanations of an attainment: text for people, data for programs, gaps, what would decide, what changed."""
