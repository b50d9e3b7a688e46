"""A register as a whole: typed columns over addressed rows, and a project's registers on one day."""
