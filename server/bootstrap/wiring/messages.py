"""What leaves by mail and by SMS, where a mail server and an SMS centre are set up."""

from server.bootstrap.server_part import Job, ServerPart, Site
from server.gateways.sms_centre import SmsCentre
from server.gateways.smtp import MailServer
from server.settings import MailSettings
from server.usecases.knowledge.maintenance.ask_owner import note_mail, note_sms
from server.usecases.knowledge.maintenance.owner_link import OwnerLinks
from server.usecases.messages.delivery_status import forget_sendings, give_up_sendings
from server.usecases.messages.send_mails import Letterhead, SendMails
from server.usecases.messages.send_texts import SendTexts, TakeReceipts

SEND_EVERY_S = 2.0
TIDY_EVERY_S = 3600.0


async def messages(site: Site) -> ServerPart:
    database, clock, mail, sms = site.database, site.clock, site.settings.mail, site.settings.sms
    await database.write(lambda c: note_mail(c, mail is not None))

    async def tidy() -> None:
        await database.write(lambda c: forget_sendings(c, clock()))
        await database.write(lambda c: give_up_sendings(c, clock()))

    jobs = [Job("server.sendings", tidy, TIDY_EVERY_S)]
    if mail is not None:
        jobs.append(Job("server.mails", _mails(site, mail), SEND_EVERY_S))
    if sms is None:
        await database.write(lambda c: note_sms(c, False))
        return ServerPart(jobs=jobs)
    await database.write(lambda c: note_sms(c, True, sms.texts_a_day))
    centre = SmsCentre(sms, TakeReceipts(database=database, clock=clock))
    centre.start()
    send = SendTexts(database=database, send=centre.send, clock=clock)
    jobs.append(Job("server.texts", send, SEND_EVERY_S))
    return ServerPart(jobs=jobs, close=centre.stop)


def _mails(site: Site, mail: MailSettings) -> SendMails:
    letterhead = Letterhead(
        sender=mail.from_address,
        domain=mail.domain,
        public_url=mail.public_url,
        links=OwnerLinks(site.this.signing_key),
    )
    return SendMails(
        database=site.database,
        letterhead=letterhead,
        send=MailServer(mail).send,
        clock=site.clock,
    )
