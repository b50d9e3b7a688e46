"""The page of a word: of a finding, an indicator, a register, a value of the programme period."""
