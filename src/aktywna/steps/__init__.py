"""Short stories: open, check, count, report; each says what happens to a project, in order."""
