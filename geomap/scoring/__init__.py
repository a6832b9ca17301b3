"""Readings of real reports measured against rows that people coded by a codebook.

Place, day and kind make a row right; readings and coding are paired one to one within a report.
"""
