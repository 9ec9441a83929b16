#!/bin/sh
# Keep each closed part of a recording: the relay begins the next one of a call under the same name.
# Called whenever the relay has closed one; what is older than 30 days is deleted.
set -eu
cd "@RECORDINGS@"
mkdir -p parts
for note in metadata/*.txt; do
  [ -f "$note" ] || continue
  part=$(head -n 1 "$note")
  name=$(basename "$part" .pcap)-$(date +%s%N)
  [ ! -f "$part" ] || mv "$part" "parts/$name.pcap"
  mv "$note" "parts/$name.txt"
done
find parts -type f -mtime +30 -delete
