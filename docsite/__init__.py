"""The documentation site: pages made from the code, and the checks that keep docs and code one."""
