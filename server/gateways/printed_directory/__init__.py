"""The directory of offices on paper: a page of HTML, and its PDF."""
