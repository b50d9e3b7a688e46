"""How an indicator is counted: rows are asked, people put together, days put into periods, and each number explained."""
