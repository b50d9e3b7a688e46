"""Classes and the people in them: what the diary and the schedule say, added up."""
