"""Sign-in by an identity provider (OpenID Connect): attempts, documents, keys and tokens."""
