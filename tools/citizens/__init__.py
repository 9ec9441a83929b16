"""Citizens who call and are called over SIP and RTP: an independent peer for demo and tests."""
