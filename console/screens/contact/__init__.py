"""The screens of a contact: citizen, form, what is sent, what is left to complete."""
