"""Tables that leave the program: text files, workbooks, JSON Lines and Parquet."""
