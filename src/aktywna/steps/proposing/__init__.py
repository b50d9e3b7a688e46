"""A definition proposed from the files that an office already has."""
