"""Where a register stands in a sheet: its tables, its headers, and the rows that are no data."""
