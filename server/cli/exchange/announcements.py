"""chiamaroma-server announcements make: spoken texts, until a city has recorded its own."""

import argparse

from server.cli import exit_codes
from server.cli.knowledge.csv_options import named_shape
from server.cli.knowledge.problem_texts import print_problems, usual_language
from server.cli.opened_database import opened_database
from server.gateways.exchange_setup.announcement_texts import VOICEMAIL, merged, read_texts, spoken
from server.gateways.exchange_setup.exchange_plan import seats_known
from server.gateways.exchange_setup.make_announcements import Made, make_announcements
from server.gateways.exchange_setup.missing_announcements import languages_of_all
from server.gateways.exchange_setup.speech import need_speech
from server.knowledge_import.import_problems import ImportRefused
from server.settings import ServerSettings
from server.usecases.routing.known_queues import known_queues


def announcements_make(settings: ServerSettings, options: argparse.Namespace) -> int:
    """Speak what is not there yet; 0 also when every file was there."""
    need_speech()
    product = read_texts()
    shape = named_shape(options)
    try:
        texts = merged(read_texts(options.texts, shape), product) if options.texts else product
    except ImportRefused as refused:
        print_problems(refused.problems, usual_language())
        return exit_codes.WRONG_DATA
    with opened_database(settings) as database:
        queues = database.read_now(known_queues).values()
        seats = database.read_now(seats_known)
    coded = seats if any(queue.tells_operator_code for queue in queues) else ()
    for language in options.languages or languages_of_all(queues):
        if not texts.get(language):
            print(f"{language:<8}no texts: name a table with a column “{language}” in --texts")
            continue
        of_language = dict(spoken(texts[language], coded))
        greeting = of_language.pop(VOICEMAIL, "")
        files = ((f"{language}/{name}.wav", text) for name, text in of_language.items())
        _tell(make_announcements(options.out, language, files))
        if greeting:
            greetings = [(f"{language}.wav", greeting)]
            make_announcements(settings.greetings_folder, language, greetings)
    print(f"Announcements: {options.out.absolute()}")
    print(f"Greetings of the voicemail: {settings.greetings_folder}")
    print("Listen to each before citizens do; a recording of your own takes its place for good.")
    return exit_codes.DONE


def _tell(found: Made) -> None:
    print(
        f"{found.language:<8}{found.made} made, {found.unchanged} unchanged,"
        f" {found.kept} of your own kept"
    )
