"""How the registers of the examples are made: invented people, and files as an office would keep them."""
