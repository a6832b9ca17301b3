"""Benchmarks of placing."""
