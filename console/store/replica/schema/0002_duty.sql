-- What the operator did and the seat saw, in order; a step stays until the server has taken it.
CREATE TABLE duty_step (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    body TEXT NOT NULL
) STRICT;

-- Silent alarms that no server has confirmed yet.
CREATE TABLE duty_alarm (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    body TEXT NOT NULL
) STRICT;
