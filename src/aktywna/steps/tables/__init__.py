"""What a command found, as tables: typed cells that every writer draws."""
