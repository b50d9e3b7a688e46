"""aktywna: registers of active-integration projects, checked, counted and reported."""

__version__ = "0.1.0"
