"""Parts of the pages beside the work: sign-in and lock."""
