"""Pictures of what was counted, as data: which numbers are drawn, how, and what each says in a sentence."""
