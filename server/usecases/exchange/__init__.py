"""The telephone exchanges: their configuration, their control, their announcements."""
