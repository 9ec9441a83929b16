"""What is seen, heard and reached: pictures, speech, sizes, languages."""
