"""Who signs in, and what each role may do. Guards ask for capabilities, never for roles."""

from enum import StrEnum

import msgspec

from contract.domain.ids import (
    BASE_SCOPE,
    EDITING_SCOPE,
    KNOWLEDGE_SCOPE,
    TEAM_SCOPE,
    AccountId,
    DeskId,
    Scope,
    account_scope,
    desk_scope,
)


class Role(StrEnum):
    OPERATOR = "operator"  # level I
    LEVEL_TWO = "level_two"
    TEAM_LEAD = "team_lead"
    EDITOR = "editor"
    IT = "it"
    EXCHANGE = "exchange"  # the telephone exchange, a machine


class Capability(StrEnum):
    CONTACT_WRITE = "contact.write"
    CALLER_LOOKUP = "caller.lookup"
    CASE_WORK = "case.work"
    CALLBACK_CLAIM = "callback.claim"
    KNOWLEDGE_READ = "knowledge.read"
    KNOWLEDGE_IMPORT = "knowledge.import"
    KNOWLEDGE_EDIT = "knowledge.edit"
    KNOWLEDGE_REVIEW = "knowledge.review"
    PHONE_USE = "phone.use"
    ACCOUNT_MANAGE = "account.manage"
    AUDIT_READ = "audit.read"
    MONITOR_READ = "monitor.read"
    DUTY_FORCE = "duty.force"
    QUEUE_MANAGE = "queue.manage"


# Whoever sits at a seat takes calls; cases and callbacks are added by role (test_account).
_SEAT = frozenset(
    {
        Capability.CONTACT_WRITE,
        Capability.CALLER_LOOKUP,
        Capability.KNOWLEDGE_READ,
        Capability.PHONE_USE,
    }
)

CAPABILITIES: dict[Role, frozenset[Capability]] = {
    Role.OPERATOR: _SEAT,
    Role.LEVEL_TWO: _SEAT
    | {Capability.CASE_WORK, Capability.CALLBACK_CLAIM, Capability.KNOWLEDGE_EDIT},
    Role.TEAM_LEAD: _SEAT
    | {
        Capability.CASE_WORK,
        Capability.CALLBACK_CLAIM,
        Capability.MONITOR_READ,
        Capability.DUTY_FORCE,
        Capability.QUEUE_MANAGE,
    },
    Role.EDITOR: frozenset(
        {
            Capability.KNOWLEDGE_READ,
            Capability.KNOWLEDGE_IMPORT,
            Capability.KNOWLEDGE_EDIT,
            Capability.KNOWLEDGE_REVIEW,
        }
    ),
    # IT sees no citizen: accounts, audit and knowledge are enough to keep it running
    # (test_account).
    Role.IT: frozenset(
        {Capability.ACCOUNT_MANAGE, Capability.AUDIT_READ, Capability.KNOWLEDGE_READ}
    ),
    # A machine that signs in by a key of its own: a stolen one must open nothing of the operators'.
    Role.EXCHANGE: frozenset(),
}


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """A person (or the exchange) that may sign in. The password hash never leaves the server."""

    id: AccountId
    login: str
    display_name: str
    role: Role
    desk_ids: tuple[DeskId, ...] = ()
    language: str = "it"  # of the interface, BCP 47
    is_active: bool = True

    @property
    def capabilities(self) -> frozenset[Capability]:
        return CAPABILITIES[self.role]

    def may(self, capability: Capability) -> bool:
        # Asked each time: a disabled account may do nothing from its next step on.
        return self.is_active and capability in self.capabilities

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """Return the feed scopes this account may see, sorted; all others are purged on a seat."""
        # A seat purges what is not in here: this empties the replica of whoever was disabled.
        if not self.is_active or self.role is Role.EXCHANGE:
            return ()
        scopes = {BASE_SCOPE, KNOWLEDGE_SCOPE, account_scope(self.id)}
        # Drafts are unpublished: a seat that cannot edit must not even have them on its disk.
        if Capability.KNOWLEDGE_EDIT in self.capabilities:
            scopes.add(EDITING_SCOPE)
        if Capability.DUTY_FORCE in self.capabilities:
            scopes.add(TEAM_SCOPE)
        # Desks named for an operator of level I count nothing: no case of citizens on that disk.
        if Capability.CASE_WORK in self.capabilities:
            scopes |= {desk_scope(desk_id) for desk_id in self.desk_ids}
        return tuple(sorted(scopes))
