"""Spreadsheets and text files read cell for cell, with everything about them that a reader must be told."""
