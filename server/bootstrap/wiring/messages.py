"""What leaves by mail and by SMS, where a mail server and an SMS centre are set up."""

from server.bootstrap.server_part import Job, ServerPart, Site
from server.gateways.sms.sms_centre import SmsCentre
from server.gateways.smtp import MailServer
from server.settings import MailSettings
from server.store.operations.in_steps import in_steps
from server.usecases.knowledge.maintenance.owner_link import OwnerLinks
from server.usecases.messages.available_ways import note_mail, note_sms
from server.usecases.messages.delivery_status import forget_sendings, give_up_sendings
from server.usecases.messages.mail_channel import Letterhead, MailChannel
from server.usecases.messages.send_messages import SendMessages
from server.usecases.messages.text_channel import TakeReceipts, TextChannel

SEND_EVERY_S = 2.0
TIDY_EVERY_S = 3600.0


async def messages(site: Site) -> ServerPart:
    database, clock, mail, sms = site.database, site.clock, site.settings.mail, site.settings.sms
    await database.write(lambda c: note_mail(c, mail is not None))
    await database.write(lambda c: note_sms(c, sms is not None, sms.texts_a_day if sms else 0))

    async def tidy() -> None:
        await in_steps(database, lambda c: forget_sendings(c, clock()))
        await in_steps(database, lambda c: give_up_sendings(c, clock()))

    jobs = [Job("server.sendings", site.trusted.guard(tidy), TIDY_EVERY_S)]
    if mail is not None:
        by_mail = MailChannel(_letterhead(site, mail), MailServer(mail).send)
        send_mails = SendMessages(database=database, channel=by_mail, clock=clock)
        jobs.append(Job("server.mails", send_mails, SEND_EVERY_S))
    if sms is None:
        return ServerPart(jobs=jobs)
    centre = SmsCentre(sms, TakeReceipts(database=database, clock=clock))
    centre.start()
    by_sms = TextChannel(database=database, send=centre.send, clock=clock)
    send_texts = SendMessages(database=database, channel=by_sms, clock=clock)
    jobs.append(Job("server.texts", send_texts, SEND_EVERY_S))
    return ServerPart(jobs=jobs, close=centre.stop)


def _letterhead(site: Site, mail: MailSettings) -> Letterhead:
    return Letterhead(
        sender=mail.from_address,
        domain=mail.domain,
        public_url=mail.public_url,
        links=OwnerLinks(site.keys.signing, site.keys.signing_before),
    )
