"""What the screens of several features say alike: instants, refusals, languages."""
