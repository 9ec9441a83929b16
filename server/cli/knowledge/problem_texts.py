"""What is wrong with files, in a line of the terminal for each problem."""

import os
import sys
from collections.abc import Iterable

from contract.one_line import printable
from server.knowledge_import.import_problems import SENTENCES, Problem

ENGLISH = {
    "not_a_folder": "«{value}» is not a folder that can be read.",
    "unfinished_export": "An export was cut off («{value}»): files of two moments. Export again.",
    "missing_file": "The file is missing.",
    "misnamed_file": "The file is missing: it may be «{value}», which has another name.",
    "not_a_file": "This is no file: a file is needed, not a folder or something else.",
    "unreadable_file": "The file cannot be read.",
    "file_too_big": "The file has more than 50 MB.",
    "passed_over": "The file is none of those that are read here, and was passed over.",
    "passed_over_rows": "The file is none of those that are read here: {value} rows.",
    "table_left_out": "This list is none of those that are read here: {value} things left out.",
    "column_left_out": "There is no place here for this column: {value} values left out.",
    "other_pages": "The file is page {value}: the others are not here.",
    "no_tables": "The folder has none of the files that are read: desks.csv, topics.csv…",
    "empty_file": "The file is empty: its first row must hold the names of the columns.",
    "empty_table": "There are only names of columns and no row: nothing to import.",
    "encoding": "From here on the text is not UTF-8: save as “CSV UTF-8” or name its --encoding.",
    "not_that_encoding": "From here on the text is UTF-8: leave --encoding out or save it so.",
    "broken_character": "There is a broken character (�): the file was saved wrongly.",
    "control_character": "There is an invisible control character: write the cell anew.",
    "cut_off": "The last row does not end with a line break: the file seems to be cut off.",
    "no_last_break": "The last row is read and does not end with a line break: is the file whole?",
    "wrong_delimiter": "The columns are divided by “{value}”: use commas or name the --delimiter.",
    "malformed_csv": "The quotation marks do not match: a cell is not closed properly.",
    "endless_cell": "The cell does not end: it is too long or lacks closing quotation marks.",
    "missing_column": "This column is missing.",
    "unknown_column": "Nobody knows this column.",
    "duplicate_column": "This column is there twice.",
    "header_again": "This row repeats the names of the columns: take it away.",
    "workbook_as_text": "This is a workbook and no CSV file: save it as “CSV UTF-8”.",
    "too_many_columns": "There are more than {value} columns: it is none of these tables.",
    "table_too_big": "The table has more than {value} cells and rows: it is too big.",
    "row_too_long": "The row has {value} cells more than there are columns.",
    "row_too_short": "The row has {value} cells less than there are columns.",
    "formula": "There is a formula or an error of a spreadsheet («{value}»): write the value.",
    "required": "The cell is empty and a value is needed.",
    "bad_id": "«{value}» is no identifier: letters without accents, digits and - . _",
    "duplicate_id": "Another row has the identifier «{value}» already.",
    "too_long": "The text is too long: {value} characters at most.",
    "bad_date": "«{value}» is not a date: write year-month-day, such as 2027-03-31.",
    "date_order": "The validity ends before it begins.",
    "bad_flag": "«{value}» will not do: write sì or no.",
    "bad_email": "«{value}» is not a mail address.",
    "bad_municipio": "«{value}» is not a municipio: write a Roman number from I to XV.",
    "bad_hours": "The hours «{value}» are not understood: for example Mo-Fr 08:30-12:30; PH off",
    "hours_overlap": "The hours «{value}» overlap.",
    "hours_replaced": "In «{value}» hours take back those before: Mo 08:00-12:00,14:00-17:00",
    "hours_part": "«{value}» cannot be taken away here: write the hours of opening instead.",
    "hours_backwards": "The hours «{value}» end before they begin.",
    "bad_language": "«{value}» is not the code of a language: write it, en, fr, ar…",
    "bad_degrees": "«{value}» is not a coordinate in degrees, such as 41.9028.",
    "bad_web_address": "«{value}» is not a web address: it begins with https://",
    "own_parent": "The office «{value}» cannot stand below itself.",
    "office_cycle": "The offices form a circle: going up leads back to «{value}».",
    "phone_malformed": "«{value}» is not a telephone number.",
    "phone_too_short": "The telephone number «{value}» is too short.",
    "unknown_desk": "The desk «{value}» is not in desks.csv.",
    "unknown_topic": "The topic «{value}» is not in topics.csv.",
    "unknown_office": "The office «{value}» is not in offices.csv.",
    "unknown_card": "The card «{value}» is not in cards.csv.",
    "unknown_queue": "The queue «{value}» is not in queues.csv.",
    "bad_queue_id": "«{value}» will not do for a queue: 24 of a-z, 0-9 and - at most.",
    "bad_whole": "«{value}» is not a whole number that is allowed here.",
    "bad_choice": "«{value}» is none of the words that are allowed here.",
    "bad_entry": "«{value}» will not do: write the number, or number=language, such as 060606=ar.",
    "bad_language_hours": "«{value}» will not do: write language: hours, divided by |.",
    "bad_ring": "«{value}» will not do: write seconds=level (1 to 5), such as 0=3;20=1.",
    "bad_menu": "«{value}» will not do: write key=callback, voicemail, queue:… or language:…",
    "bad_skill": "«{value}» will not do: write code:level (1 to 5), such as ar:4.",
    "recording_unlawful": "To record, the notice and the impact assessment are needed.",
    "not_json": "The file is not valid JSON.",
    "json_too_deep": "The JSON is nested too deep.",
    "json_number": "The JSON holds an impossible number («{value}»).",
    "json_twice": "The same JSON object says «{value}» twice: take one away.",
    "json_shape": "The content does not have the shape it should: {value}",
    "no_things": "There are no organizations, services or locations.",
    "no_public_service": "There is no cpsv:PublicService.",
    "no_faqs": "There are no «faqs» and no «screens».",
    "not_an_object": "A JSON object is needed here.",
    "not_a_list": "A JSON list is needed here.",
    "not_texts": "A JSON object whose values are texts is needed here.",
    "not_a_text": "A single text is needed here, not an object or several texts.",
    "not_a_workbook": "The file is not an .xlsx workbook that can be read.",
    "old_workbook": "It is an .xls of old, or asks for a password: save it as .xlsx without.",
    "strict_workbook": "It was saved as “Strict Open XML”: save it as a usual .xlsx.",
    "cells_out_of_order": "Rows or cells of the sheet are out of order: open it and save it again.",
    "merged_cells": "Cells are merged ({value}): split them and write the value in each.",
    "shown_otherwise": "The sheet shows the number {value} in another way: write it as text.",
    "hidden_row": "The row is hidden in the sheet: it was read all the same.",
    "hidden_sheet": "The sheet is hidden: it was read all the same.",
    "workbook_too_big": "The workbook is too big once it is open.",
    "has_macros": "The workbook holds macros: save it as .xlsx without them.",
    "has_external_links": "The workbook is linked to other files: remove the links.",
    "missing_sheet": "The sheet «{value}» is missing.",
    "unknown_sheet": "Nobody knows the sheet «{value}».",
    "unknown_table": "Nobody knows the table «{value}» in this format.",
    "says_nothing": "There is nothing for «{value}»: --remove-missing would take all of it out.",
    "remote_context": "The context «{value}» is elsewhere and is not fetched: put it in the file.",
    "not_linked_data": "The file is not JSON-LD that can be read.",
    "no_title": "There is no name or title.",
    "leftover": "«{value}» is a row for trial or deleted: no service.",
    "person_name": "«{value}» looks like the name of a person, not of a service.",
    "bad_schedule": "The hours cannot be kept: {value}",
    "hours_joined": "These hours overlap others and were joined with them: {value}",
    "unknown_faq_card": "The question belongs to no card: name it with --card.",
    "say_to_complete": "The text to say was taken from the description: to be completed.",
    "say_missing": "There is no text to say: the title stands in, to be completed.",
    "phone_left_out": "The number «{value}» cannot be called from here: left out.",
    "extension_left_out": "Of «{value}» the number stays: the extension is left out.",
    "zero_lost": "The number «{value}» may have lost its first zero in a spreadsheet.",
    "hours_left_out": "The hours «{value}» are not understood: left out.",
    "email_left_out": "«{value}» is not a mail address: left out.",
    "person_mail": "«{value}» holds the name of a person: --no-personal-mail leaves it out.",
    "person_mail_left_out": "«{value}» holds the name of a person: left out.",
    "web_left_out": "«{value}» is not a web address: left out.",
    "degrees_left_out": "«{value}» is not a coordinate in degrees: left out.",
    "date_left_out": "«{value}» is not a date of use: left out.",
    "name_left_out": "Names of persons stay out: the role stays.",
    "office_left_out": "The office «{value}» is refused or not in the file: link left out.",
    "parent_left_out": "The office above, «{value}», is not in the file: left out.",
    "encoded_twice": "The text seems to be encoded twice: «{value}».",
    "cut_short": "The text was too long and has been shortened.",
    "not_carried": "«{value}» has no place in the card: left out.",
    "bad_thesaurus_line": "The line will not do: write «a, b > c, d» or «a = b = c».",
}
_PLACES = {
    "it": {"row": ", riga {row}", "column": ", colonna {column}"},
    "en": {"row": ", row {row}", "column": ", column {column}"},
}


def usual_language() -> str:
    """Return the language of whoever gave no other one: that of messages, as programs read it."""
    told = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "it" if next(filter(None, told), "").startswith("it") else "en"


def told(problem: Problem, language: str) -> str:
    """Return a problem with its place."""
    words = _PLACES[language]
    row = words["row"].format(row=problem.row) if problem.row else ""
    column = words["column"].format(column=problem.column) if problem.column else ""
    file = printable(problem.file)
    return f"{file}{row}{column}: {_sentence(problem.code, problem.value, language)}"


def sentence_of_kind(code: str, language: str) -> str:
    """Return what all problems of a kind have in common."""
    return _sentence(code, "…", language)


def print_problems(problems: Iterable[Problem], language: str) -> None:
    for problem in problems:
        print(told(problem, language), file=sys.stderr)


def _sentence(code: str, value: str, language: str) -> str:
    return (SENTENCES if language == "it" else ENGLISH)[code].format(value=value)
