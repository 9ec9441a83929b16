"""How mails, links and pages of the knowledge base's upkeep are joined together."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from litestar.handlers import HTTPRouteHandler

from server.api.owner_pages import owner_pages
from server.api.use_routes import use_routes
from server.gateways.search_trial import try_elsewhere
from server.gateways.smtp import MailServer
from server.settings import MailSettings, ServerSettings
from server.store.engine.server_database import ServerDatabase
from server.usecases.knowledge.learning.learn_each_night import LearnEachNight
from server.usecases.knowledge.maintenance.ask_owner import note_mail
from server.usecases.knowledge.maintenance.forget_reports import forget_closed_reports
from server.usecases.knowledge.maintenance.owner_link import OwnerLinks
from server.usecases.knowledge.maintenance.verification_campaign import VerificationCampaign
from server.usecases.messages.delivery_status import forget_sendings, give_up_sendings
from server.usecases.messages.send_mails import Letterhead, SendMails
from server.usecases.operations.installation import Installation

MAILS_EVERY_S = 2.0
CAMPAIGN_EVERY_S = 600.0
LEARN_EVERY_S = 60.0
FORGET_EVERY_S = 3600.0

Job = Callable[[], Awaitable[object]]
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Upkeep:
    """pages: served as they are, outside the API. jobs: name -> (job, seconds between two)."""

    routes: list[HTTPRouteHandler]
    pages: list[HTTPRouteHandler]
    jobs: dict[str, tuple[Job, float]]


async def upkeep(
    settings: ServerSettings, database: ServerDatabase, this: Installation, clock: Clock
) -> Upkeep:
    """Return the parts; without mail settings links of before still work, and nothing is sent."""
    mail, links = settings.mail, OwnerLinks(this.signing_key)
    await database.write(lambda c: note_mail(c, mail is not None))
    campaign = VerificationCampaign(
        database=database, reviews_a_day=mail.reviews_a_day if mail else 0, clock=clock
    )

    learn = LearnEachNight(database=database, trial=try_elsewhere, clock=clock)

    async def forget() -> None:
        await database.write(lambda c: forget_closed_reports(c, clock()))
        await database.write(lambda c: forget_sendings(c, clock()))
        await database.write(lambda c: give_up_sendings(c, clock()))

    jobs: dict[str, tuple[Job, float]] = {
        "server.campaign": (campaign.when_due, CAMPAIGN_EVERY_S),
        "server.reports": (forget, FORGET_EVERY_S),
        "server.learning": (learn.when_due, LEARN_EVERY_S),
    }
    if mail is not None:
        jobs["server.mails"] = (_sending(mail, database, links, clock), MAILS_EVERY_S)
    url = mail.public_url if mail else ""
    pages = owner_pages(database=database, links=links, clock=clock, public_url=url)
    return Upkeep(routes=use_routes(database=database, clock=clock), pages=pages, jobs=jobs)


def _sending(
    mail: MailSettings, database: ServerDatabase, links: OwnerLinks, clock: Clock
) -> SendMails:
    letterhead = Letterhead(
        sender=mail.from_address, domain=mail.domain, public_url=mail.public_url, links=links
    )
    return SendMails(
        database=database, letterhead=letterhead, send=MailServer(mail).send, clock=clock
    )
