"""The version of console, phone and server: the only place that names it.

A constant, not the metadata of an installed wheel: the package and a checkout may have none.
"""

VERSION = "0.3.0"
