"""Money owed to participants for a month: what the project pays for, by which rate, and how each amount was worked out."""
