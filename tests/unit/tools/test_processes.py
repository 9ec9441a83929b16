"""What the processes of a run are given."""

from tools.demo.processes import BYTECODE, as_installed


def test_processes_of_a_run_compile_modules_once_though_it_is_forbidden_here() -> None:
    given = as_installed({"PYTHONDONTWRITEBYTECODE": "1", "LANG": "C"})
    assert given == {"LANG": "C", "PYTHONPYCACHEPREFIX": str(BYTECODE)}


def test_an_environment_that_lets_modules_be_compiled_stays_as_it_is() -> None:
    assert as_installed({"LANG": "C"}) == {"LANG": "C"}
