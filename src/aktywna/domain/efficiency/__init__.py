"""Social and employment efficiency of 2014-2020: who is measured, who reached the effect, how much is missing."""
