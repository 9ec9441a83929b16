"""Stories of operators on duty, told once and played on both sides."""
