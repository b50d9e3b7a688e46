"""Who the people are: which rows are one person, the numbers that name them, and what follows from who they are."""
