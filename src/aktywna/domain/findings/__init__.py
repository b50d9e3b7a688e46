"""What can be wrong, what is said of it, and what an office has said of that."""
