"""What can be wrong in the registers: one function a fault, one module a chapter."""
