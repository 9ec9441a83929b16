"""The knowledge base: editing, its owners' pages, figures of use, learning, vectors."""

from contextlib import AsyncExitStack
from functools import partial

from server.api.editing_routes import editing_routes
from server.api.owner_pages import owner_pages
from server.api.use_routes import use_routes
from server.bootstrap.sentence_vectors import keeping_vectors
from server.bootstrap.server_part import Job, ServerPart, Site
from server.gateways.search_trial import try_elsewhere
from server.store.knowledge.kept_drafts import forget_gone_drafts
from server.store.operations.in_steps import in_steps
from server.usecases.knowledge.editing.discard_revision import forget_closed_revisions
from server.usecases.knowledge.editing.publish_scheduled import PublishScheduled
from server.usecases.knowledge.learning.learn_each_night import LearnEachNight
from server.usecases.knowledge.maintenance.owner_link import OwnerLinks
from server.usecases.knowledge.maintenance.report_entry import forget_closed_reports
from server.usecases.knowledge.maintenance.verification_campaign import VerificationCampaign

SCHEDULED_EVERY_S = 2.0
CAMPAIGN_EVERY_S = 600.0
LEARN_EVERY_S = 60.0
TIDY_EVERY_S = 3600.0


async def knowledge(site: Site) -> ServerPart:
    database, clock, mail = site.database, site.clock, site.settings.mail
    publish = PublishScheduled(database=database, clock=clock)
    campaign = VerificationCampaign(
        database=database, reviews_a_day=mail.reviews_a_day if mail else 0, clock=clock
    )
    async with AsyncExitStack() as opened:
        if site.settings.sentence_vectors:
            await opened.enter_async_context(keeping_vectors(database, clock))
        return ServerPart(
            routes=[
                *editing_routes(database=database, clock=clock),
                *use_routes(database=database, clock=clock),
            ],
            pages=owner_pages(
                database=database,
                links=OwnerLinks(site.keys.signing, site.keys.signing_before),
                clock=clock,
                public_url=mail.public_url if mail else "",
            ),
            aside=[publish.aside, campaign.aside],
            jobs=_jobs(site, publish, campaign),
            close=opened.pop_all().aclose,
        )


def _jobs(site: Site, publish: PublishScheduled, campaign: VerificationCampaign) -> list[Job]:
    database, clock = site.database, site.clock
    learn = LearnEachNight(database=database, trial=try_elsewhere, clock=clock)

    async def tidy() -> None:
        for some in (forget_closed_revisions, forget_gone_drafts, forget_closed_reports):
            await in_steps(database, partial(some, now=clock()))

    return [
        Job("server.scheduled", publish, SCHEDULED_EVERY_S),
        Job("server.campaign", site.trusted.guard(campaign.when_due), CAMPAIGN_EVERY_S),
        Job("server.learning", site.trusted.guard(learn.when_due), LEARN_EVERY_S),
        Job("server.knowledge", site.trusted.guard(tidy), TIDY_EVERY_S),
    ]
