"""What is done around a call: transfers, the directory, the list of calls."""
