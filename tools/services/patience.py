"""How much longer a machine without a free core may take than an idle one."""

PATIENCE = 4.0  # times; what has not come by then never comes, how long it took is judged apart
