"""Tables wider than long, turned into rows: diaries with a column a day, surveys with a column an area, and their marks."""
