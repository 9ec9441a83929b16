"""The demo: server, exchange, phones, consoles and citizens who call, by hand or by itself."""
