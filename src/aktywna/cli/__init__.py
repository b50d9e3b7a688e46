"""The person speaks here: commands, options and the screen; the only room that prints or exits."""
