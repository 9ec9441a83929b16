"""What an exchange's computer is given: configuration, certificates, announcements."""
