"""Where a bug is, for the log: its text may quote data and stays out."""


def place_of(error: BaseException) -> str:
    """Return kind, file and line of the last frames, innermost first."""
    frames = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        frames.append(f"{code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}")
        trace = trace.tb_next
    return f"{type(error).__name__}, {' < '.join(reversed(frames[-4:]))}"
