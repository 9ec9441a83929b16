"""Names of CPSV-AP_IT and of the ontologies around it, and those of ours for what they lack."""

CPSV = "https://w3id.org/italia/onto/CPSV/"
L0 = "https://w3id.org/italia/onto/l0/"
COV = "https://w3id.org/italia/onto/COV/"
CLV = "https://w3id.org/italia/onto/CLV/"
POI = "https://w3id.org/italia/onto/POI/"
SM = "https://w3id.org/italia/onto/SM/"
DCT = "http://purl.org/dc/terms/"
CV = "http://data.europa.eu/m8g/"
CELL = "urn:chiamaroma:cell:"
ROW = "urn:chiamaroma:row:"
ROW_TYPE = "urn:chiamaroma:Row"
EMPTY_TYPE = "urn:chiamaroma:EmptyTable"  # there is nothing of its kind
CARD = "urn:chiamaroma:card:"
OFFICE = "urn:chiamaroma:office:"

CONTEXT = {
    "cpsv": CPSV,
    "l0": L0,
    "cov": COV,
    "clv": CLV,
    "poi": POI,
    "sm": SM,
    "dct": DCT,
    "cv": CV,
    "cell": CELL,
}


def short_name(name: str) -> str:
    """Return a full name as files write it: "l0:description"."""
    found = ((short, full) for short, full in CONTEXT.items() if name.startswith(full))
    return next((f"{short}:{name.removeprefix(full)}" for short, full in found), name)


# Channels of the national vocabulary that a card's numbers are.
PHONE_CHANNEL = "03.1"

# What a service has one text of, each in a node of its own: property, class, our column.
PARTS = (
    ("hasInput", "Input", "what_is_needed"),
    ("producesOutput", "Output", "what_you_get"),
    ("hasCost", "Cost", "costs"),
    ("hasProcessingTime", "ServiceProcessingTime", "times"),
)
STATUS = {"active": "Active", "suspended": "NonActive", "ended": "NonActive", "planned": "UnderDev"}
STATUS_BACK = {"Active": "active", "NonActive": "suspended", "UnderDev": "planned"}
EMAIL_TYPES = {"email": "E-mail", "pec": "PEC"}
