"""What has to be done by when, and of whom."""
