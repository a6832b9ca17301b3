"""Several people at one project: the store in PostGIS, accounts, roles, what others do now."""
