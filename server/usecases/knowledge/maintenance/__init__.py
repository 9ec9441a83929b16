"""Keeps the knowledge base true: reports of faults, mails to owners, their answers, figures."""
