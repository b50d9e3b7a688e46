"""How the cells of a column are read: each kind turns texts as written into values, and says what it could not read."""
