"""What the phone watches: its loop, the network, sleep, signals."""
