"""Who gets which call: queues, offers, transfers, and what becomes of a call nobody takes."""
