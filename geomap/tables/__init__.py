"""Tables of reports: opened, their columns understood, every cell checked."""
