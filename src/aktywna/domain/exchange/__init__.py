"""Official files: what their forms hold, what a register becomes in them, and what is lost on the way."""
