"""The view-models around the calls of a seat, beside the calls themselves."""

from dataclasses import dataclass

from console.viewmodels.call_log import CallLogViewModel
from console.viewmodels.directory import DirectoryViewModel
from console.viewmodels.passed_call import PassedCallViewModel
from console.viewmodels.transfer import TransferViewModel


@dataclass(frozen=True, slots=True, kw_only=True)
class CallModels:
    directory: DirectoryViewModel
    transfer: TransferViewModel
    passed: PassedCallViewModel
    log: CallLogViewModel
