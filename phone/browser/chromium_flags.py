"""The switches Chromium starts with: a hidden page that may sound, and nothing it does not need."""

from phone.arguments import Arguments

ALWAYS = (
    "--autoplay-policy=no-user-gesture-required",
    # A hidden page would otherwise be slowed down in the middle of a call.
    "--disable-background-timer-throttling",
    "--disable-renderer-backgrounding",
    "--disable-backgrounding-occluded-windows",
    "--disable-features=WebRtcHideLocalIpsWithMdns,HardwareMediaKeyHandling,MediaSessionService",
    "--disable-gpu",
    # There is no camera here: a process for it would take 20 MiB.
    "--enable-features=RunVideoCaptureServiceInBrowserProcess",
    # A parent in waiting for services that nobody asks for: 10 MiB. Those run here that do.
    "--no-unsandboxed-zygote",
    # The page frees at once what a call leaves behind.
    "--js-flags=--max-old-space-size=128,--expose-gc",
)


def chromium_flags(arguments: Arguments, *, is_root: bool) -> str:
    """Return the value of QTWEBENGINE_CHROMIUM_FLAGS.

    The sandbox stays on, except for root in test mode: Chromium refuses to start there.
    """
    flags = list(ALWAYS)
    if arguments.is_test:
        flags.append("--allow-loopback-in-peer-connection")
        if is_root:
            flags.append("--no-sandbox")
    if arguments.has_fake_device:
        flags.append("--use-fake-device-for-media-stream")
    if arguments.microphone is not None:
        flags.append(f"--use-file-for-fake-audio-capture={arguments.microphone}")
    return " ".join(flags)
