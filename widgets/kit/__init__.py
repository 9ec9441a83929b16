"""The parts every window needs: theme, icons, pages, announcements, plain text."""
