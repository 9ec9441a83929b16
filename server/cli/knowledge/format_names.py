"""The formats by the names they have in commands, what they are, and how CSV is written."""

ENCODINGS = ("utf-8", "utf-16", "iso-8859-1", "windows-1252", "cp437", "cp850", "mac-roman")
DELIMITERS = {",": ",", ";": ";", "tab": "\t", "|": "|"}  # by the names of --delimiter
READABLE = {
    "csv": "folder of our CSV files",
    "xlsx": "workbook with a sheet for each of our CSV files",
    "hsds": "Human Services Data Specification 3.0: JSON, or a folder of CSV files",
    "cpsv": "CPSV-AP_IT as JSON-LD",
    "faq": "FAQs as JSON: ours, or screens of an app",
    "ipa": "organisational units of IndicePA as CSV",
}
WRITABLE = {
    "csv": "folder of our CSV files",
    "xlsx": "workbook with a sheet for each of them",
    "hsds": "Human Services Data Specification 3.0, one JSON file",
    "hsds-csv": "the same as a folder of CSV files",
    "cpsv": "CPSV-AP_IT, one JSON-LD file",
    "faq": "FAQs as JSON",
}
