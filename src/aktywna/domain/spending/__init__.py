"""What was spent of the money that was promised: documents added up, by task, category, source and period."""
