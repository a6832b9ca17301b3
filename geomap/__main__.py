"""``python -m geomap``."""

from geomap.cli.app import run

run()
