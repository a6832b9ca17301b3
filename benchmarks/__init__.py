"""Runs beside other libraries, each with one command."""
