"""What is told of operators on duty: to themselves, to leads, to all windows."""
