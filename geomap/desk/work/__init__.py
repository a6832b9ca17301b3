"""Processes that read files and answer questions while the desk goes on."""
