"""Where a ring is heard while its device takes its time."""

import json

from tests.unit.phone.test_page_files import PAGE, said_by

RINGER = f"""
    import {{ Ringer }} from "{PAGE / "sounds.js"}";
    const settled = () => new Promise((then) => setImmediate(then));
    const heard = [];
    const late = [];
    globalThis.setTimeout = (then) => late.push(then);
    globalThis.setInterval = () => 1;
    globalThis.clearInterval = () => {{}};
    let move;
    const node = () => ({{
        frequency: {{}}, connect: node, start: () => heard.push(sinkId), stop: () => {{}},
        gain: {{ setValueAtTime: () => {{}}, linearRampToValueAtTime: () => {{}} }},
    }});
    let sinkId = "system";
    globalThis.AudioContext = class {{
        createOscillator() {{ return node(); }}
        createGain() {{ return node(); }}
        setSinkId(id) {{ return new Promise((then) => (move = () => then((sinkId = id)))); }}
        close() {{}}
    }};
    const ringer = new Ringer();
    ringer.choose("speaker");
    ringer.start();
    await settled();
"""


def test_a_ring_waits_for_its_own_device_and_is_never_heard_in_the_headset_first() -> None:
    script = f"""{RINGER}
        move();
        await settled();
        late.forEach((then) => then());
        await settled();
        console.log(JSON.stringify(heard));
    """
    assert json.loads(said_by(script)) == ["speaker"]


def test_a_ring_whose_device_does_not_open_is_heard_elsewhere_and_none_that_is_over() -> None:
    script = f"""{RINGER}
        late.splice(0).forEach((then) => then());
        await settled();
        ringer.stop();
        ringer.start();
        ringer.stop(); // the caller gave up
        move();
        late.forEach((then) => then());
        await settled();
        console.log(JSON.stringify(heard));
    """
    assert json.loads(said_by(script)) == ["system"]
