"""Other people's ways of writing down offices and services, each to and from our tables."""
