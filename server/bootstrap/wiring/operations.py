"""What the server does each night, and the head of its audit all the time."""

from server.bootstrap.server_part import Job, ServerPart, Site
from server.usecases.citizens.forget_old_citizens import ForgetOldCitizens
from server.usecases.operations.audit_head import head_file
from server.usecases.operations.back_up_each_night import BackUpEachNight
from server.usecases.operations.forget_old_audit import ForgetOldAudit
from server.usecases.operations.forget_old_rows import ForgetOldRows
from server.usecases.operations.tell_audit_head import TellAuditHead

LOOK_EVERY_S = 3600.0
HEAD_EVERY_S = 10.0  # what was written since then may be cut unseen


async def operations(site: Site) -> ServerPart:
    database, settings, clock = site.database, site.settings, site.clock
    path, key, periods = head_file(settings.data_dir), site.keys.audit, settings.retention
    head = TellAuditHead(database=database, path=path, key=key, clock=clock)
    forget = ForgetOldRows(database=database, periods=periods, clock=clock)
    forget_audit = ForgetOldAudit(
        database=database, path=path, key=key, days=periods.audit_days, clock=clock
    )
    forget_citizens = ForgetOldCitizens(database=database, days=periods.citizens_days, clock=clock)
    back_up = BackUpEachNight(settings=settings, clock=clock, is_trusted=site.trusted.is_trusted)
    return ServerPart(
        aside=[forget.aside, forget_citizens.aside],
        jobs=[
            Job("server.audit", head, HEAD_EVERY_S),
            Job("server.old-audit", site.trusted.guard(forget_audit), LOOK_EVERY_S),
            Job("server.backup", back_up.when_due, LOOK_EVERY_S),
            Job("server.retention", site.trusted.guard(forget.when_due), LOOK_EVERY_S),
            Job("server.old-citizens", site.trusted.guard(forget_citizens.when_due), LOOK_EVERY_S),
        ],
    )
