"""A bare Debian 13 in a folder that behaves as a machine: own processes, own network, own root."""
