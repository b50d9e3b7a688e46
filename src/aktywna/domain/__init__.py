"""The field: projects, registers, findings, indicators, grids. Reads no file and prints nothing."""
