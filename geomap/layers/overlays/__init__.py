"""Layers that are not events: areas of control, front lines, camps, numbers by week."""
