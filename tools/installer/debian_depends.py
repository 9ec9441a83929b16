"""What of Debian the package depends on: the libraries its files load, and what is found later."""

from pathlib import Path

from tools.installer.build_steps import BuildFailed
from tools.installer.elf_needs import is_elf, needs

PACKAGE_OF = {
    "ld-linux-x86-64.so.2": "libc6 (>= 2.34)",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libXcomposite.so.1": "libxcomposite1",
    "libXdamage.so.1": "libxdamage1",
    "libXext.so.6": "libxext6",
    "libXfixes.so.3": "libxfixes3",
    "libXrandr.so.2": "libxrandr2",
    "libXtst.so.6": "libxtst6",
    "libasound.so.2": "libasound2t64",
    "libbrotlicommon.so.1": "libbrotli1",
    "libbrotlidec.so.1": "libbrotli1",
    "libc.so.6": "libc6 (>= 2.34)",
    "libdbus-1.so.3": "libdbus-1-3",
    "libdl.so.2": "libc6 (>= 2.34)",
    "libexpat.so.1": "libexpat1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgbm.so.1": "libgbm1",
    "libgcc_s.so.1": "libgcc-s1",
    "libglib-2.0.so.0": "libglib2.0-0t64",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0t64",
    "libm.so.6": "libc6 (>= 2.34)",
    "libnspr4.so": "libnspr4",
    "libnss3.so": "libnss3",
    "libnssutil3.so": "libnss3",
    "libpthread.so.0": "libc6 (>= 2.34)",
    "libresolv.so.2": "libc6 (>= 2.34)",
    "librt.so.1": "libc6 (>= 2.34)",
    "libsmime3.so": "libnss3",
    "libstdc++.so.6": "libstdc++6",
    "libudev.so.1": "libudev1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-dri3.so.0": "libxcb-dri3-0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbfile.so.1": "libxkbfile1",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
FOUND_LATER = (
    "python3 (>= 3.13), python3 (<< 3.14)",
    "ca-certificates",
    "fonts-dejavu-core",
    "fonts-noto-core",
    "libharfbuzz-subset0",  # these three: printed directories of the server
    "libpango-1.0-0",
    "libpangoft2-1.0-0",
    "libpulse0",  # loaded by name, by the phone and by Chromium
    "libssl3t64",  # loaded by name, by Qt
    "tzdata",
)
RECOMMENDS = (
    "at-spi2-core, dbus-user-session, fonts-noto-cjk, gnome-keyring | kwalletmanager | keepassxc"
)
DEPENDS = ", ".join([*sorted(set(PACKAGE_OF.values())), *FOUND_LATER])


def refuse_others(tree: Path) -> None:
    """Raise BuildFailed for a library that DEPENDS does not bring, or brings for nothing."""
    programs = [file for file in tree.rglob("*") if is_elf(file)]
    loaded = {name: program.name for program in programs for name in needs(program)}
    wanted = set(loaded) - {program.name for program in programs}
    if strange := sorted(wanted - set(PACKAGE_OF)):
        raise BuildFailed(
            f"{loaded[strange[0]]} needs {strange[0]}: name its package in PACKAGE_OF"
        )
    if unused := sorted(set(PACKAGE_OF) - wanted):
        raise BuildFailed(f"nothing needs {', '.join(unused)}: take it out of PACKAGE_OF")
