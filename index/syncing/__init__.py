"""The index becomes equal to the folder."""
