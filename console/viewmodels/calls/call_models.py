"""The view-models around the calls of a seat, beside the calls themselves."""

from dataclasses import dataclass

from console.viewmodels.calls.call_log import CallLogViewModel
from console.viewmodels.calls.directory import DirectoryViewModel
from console.viewmodels.calls.passed_call import PassedCallViewModel
from console.viewmodels.calls.transfer import TransferViewModel


@dataclass(frozen=True, slots=True, kw_only=True)
class CallModels:
    directory: DirectoryViewModel
    transfer: TransferViewModel
    passed: PassedCallViewModel
    log: CallLogViewModel
