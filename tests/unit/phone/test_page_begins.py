"""What the page begins takes a moment: a call may come or end, a wish may change meanwhile."""

import json

from tests.unit.phone.test_page_files import PAGE, said_by

MICROPHONE = f"""
    import {{ Calls }} from "{PAGE / "calls.js"}";
    import {{ EchoTest }} from "{PAGE / "echo_test.js"}";
    import {{ Microphone }} from "{PAGE / "microphone.js"}";
    const settled = () => new Promise((then) => setImmediate(then));
    class Track {{
        readyState = "live";
        stop() {{ this.readyState = "ended"; }}
        clone() {{ return opened.at(-1).addTrack(new Track()); }}
    }}
    globalThis.MediaStream = class {{
        constructor(tracks = []) {{ this.tracks = tracks; }}
        addTrack(track) {{ this.tracks.push(track); return track; }}
        getTracks() {{ return this.tracks; }}
        getAudioTracks() {{ return this.tracks; }}
    }};
    const opened = [];
    const waiting = [];
    const finishOpening = async () => {{
        waiting.splice(0).forEach((then) => {{
            opened.push(new MediaStream([new Track()]));
            then(opened.at(-1));
        }});
        await settled();
    }};
    const isOpen = () => opened.some((one) => one.tracks.some((t) => t.readyState === "live"));
    const getUserMedia = () => new Promise((then) => waiting.push(then));
    const value = {{ mediaDevices: {{ getUserMedia }} }};
    Object.defineProperty(globalThis, "navigator", {{ value }});
    const late = [];
    globalThis.setTimeout = (then) => late.push(then);
    globalThis.clearTimeout = () => {{}};
    const microphone = new Microphone({{
        devices: {{ has: () => true, serving: () => "" }},
        processing: {{}},
        onSwap: () => {{}},
        onFault: () => {{}},
    }});
"""
CALLS = """
    const quiet = { start() {}, stop() {}, repeat() {}, play() {} };
    const calls = new Calls({
        tell: () => {}, line: {}, microphone, headset: quiet, ringer: quiet, tones: quiet,
    });
    calls.obey({ attended: true, available: true });
    const session = (status) => {
        const hearers = {};
        const one = {
            hearers,
            remote_identity: { uri: { user: "+390612345678" } },
            terminate: () => {}, onTransportError: () => {}, onRequestTimeout: () => {},
            on: (name, then) => (hearers[name] = then),
            isEstablished: () => false, isOnHold: () => ({}), isEnded: () => false,
            answer: () => { if (one.isOver) throw new Error("it is over"); },
        };
        return one;
    };
    const request = {
        call_id: "c1", from: { display_name: "" }, getHeader: () => "", hasHeader: () => false,
    };
"""


def test_a_microphone_opened_too_late_for_a_caller_who_gave_up_is_closed_again() -> None:
    script = f"""{MICROPHONE}{CALLS}
        const heard = [];
        const ringing = session();
        calls.onSession(ringing, true, request);
        ringing.hearers.failed({{ originator: "remote" }});
        await finishOpening();
        heard.push(opened.length, isOpen());
        const another = session();
        calls.onSession(another, true, request);
        await finishOpening();
        heard.push(isOpen());
        console.log(JSON.stringify(heard));
    """
    assert json.loads(said_by(script)) == [1, False, True]


def test_a_microphone_opened_for_an_answer_nobody_waited_for_is_closed_again() -> None:
    script = f"""{MICROPHONE}{CALLS}
        const heard = [];
        const ringing = session();
        calls.onSession(ringing, true, request);
        const answering = calls.answer(1).catch((error) => heard.push(error.code));
        ringing.isOver = true;
        ringing.hearers.failed({{ originator: "remote" }});
        await finishOpening();
        await answering;
        heard.push(isOpen());
        console.log(JSON.stringify(heard));
    """
    assert json.loads(said_by(script)) == ["wrong_state", False]


def test_a_call_that_waits_for_the_microphone_gets_it_although_the_audio_page_is_closed() -> None:
    script = f"""{MICROPHONE}
        microphone.keep("levels");
        microphone.open();
        const asked = microphone.track();
        microphone.letGo("levels");
        await finishOpening();
        console.log(JSON.stringify([(await asked).readyState, isOpen()]));
    """
    assert json.loads(said_by(script)) == ["live", True]


def test_a_microphone_that_opens_only_after_it_was_given_up_is_closed_again() -> None:
    script = f"""{MICROPHONE}
        const heard = [];
        const asked = microphone.track().catch((error) => heard.push(error.code));
        late.forEach((then) => then());
        await asked;
        await finishOpening();
        heard.push(isOpen());
        console.log(JSON.stringify(heard));
    """
    assert json.loads(said_by(script)) == ["no_device", False]


def test_an_echo_test_that_a_call_overtakes_while_it_begins_is_not_heard_in_the_call() -> None:
    script = f"""{MICROPHONE}
        const heard = [];
        let contexts = 0;
        globalThis.AudioContext = class {{ constructor() {{ contexts += 1; }} }};
        const echo = new EchoTest({{ microphone, headset: {{}}, onTurn: (on) => heard.push(on) }});
        const begun = echo.turn(true).catch((error) => heard.push(error.code));
        echo.stop(); // a call is there
        await finishOpening();
        await begun;
        console.log(JSON.stringify([...heard, contexts, isOpen()]));
    """
    assert json.loads(said_by(script)) == ["busy", 0, False]


def test_a_three_way_talk_that_ended_while_it_was_made_is_refused_and_not_told_as_joined() -> None:
    """Who remains could neither be held nor transferred: a joined call must first be split."""
    script = f"""
        import {{ ThreeWay }} from "{PAGE / "three_way.js"}";
        const node = () => ({{ connect: () => node() }});
        const out = () => ({{ stream: {{ getAudioTracks: () => ["mixture"] }} }});
        globalThis.MediaStream = class {{}};
        globalThis.AudioContext = class {{
            createMediaStreamDestination() {{ return out(); }}
            createMediaStreamSource() {{ return node(); }}
            async resume() {{}}
            close() {{}}
        }};
        const waiting = [];
        const call = (own) => {{
            const sender = {{ track: own }};
            sender.replaceTrack = (track) =>
                new Promise((then) => waiting.push(() => then((sender.track = track))));
            return {{ sender: () => sender, remote: {{}}, muteByLibrary: () => {{}} }};
        }};
        const [gone, left] = [call({{ name: "one" }}), call({{ name: "two" }})];
        const threeWay = new ThreeWay();
        const heard = [];
        const joining = threeWay.join([gone, left]).catch((error) => heard.push(error.code));
        const parting = threeWay.part(); // the other has hung up
        const settled = () => new Promise((then) => setImmediate(then));
        for (let turn = 0; turn < 9; turn++) {{
            waiting.splice(0).forEach((then) => then());
            await settled();
        }}
        await Promise.all([joining, parting]);
        console.log(JSON.stringify([...heard, left.sender().track.name]));
    """
    assert json.loads(said_by(script)) == ["unknown_call", "two"]


def test_devices_chosen_while_the_page_begins_are_not_undone_by_those_of_before() -> None:
    """An operator would be rung at the loudspeaker she has just chosen against."""
    script = f"""
        const settled = () => new Promise((then) => setImmediate(then));
        const told = [];
        const commands = [];
        const phone = {{
            tell: (text) => told.push(JSON.parse(text)),
            command: {{ connect: (then) => commands.push(then) }},
        }};
        globalThis.qt = {{}};
        globalThis.QWebChannel = class {{
            constructor(_, then) {{ then({{ objects: {{ phone }} }}); }}
        }};
        globalThis.window = {{ addEventListener: () => {{}} }};
        let open;
        const track = {{ stop: () => {{}} }};
        const stream = {{ getTracks: () => [track], getAudioTracks: () => [track] }};
        const outputs = ["e1", "e2"].map((deviceId) => ({{
            kind: "audiooutput", deviceId, label: deviceId, groupId: deviceId,
        }}));
        const mediaDevices = {{
            addEventListener: () => {{}},
            enumerateDevices: async () => outputs,
            getUserMedia: () => new Promise((then) => (open = () => then(stream))),
        }};
        Object.defineProperty(globalThis, "navigator", {{ value: {{ mediaDevices }} }});
        globalThis.setTimeout = () => {{}};
        await import("{PAGE / "phone.js"}");
        const say = (command) => commands[0](JSON.stringify(command));
        const wish = (ring) => ({{ headset_in: "", headset_out: "", ring }});
        say({{ do: "start", settings: {{ wss_urls: [], realm: "r" }}, devices: wish("e1") }});
        await settled();
        say({{ do: "use_devices", to: 1, ...wish("e2") }});
        await settled();
        open();
        for (let turn = 0; turn < 9; turn++) await settled();
        const last = told.filter((one) => one.ev === "devices").at(-1).devices;
        const rings = last.filter((one) => one.chosen_for.includes("ring")).map((one) => one.id);
        console.log(JSON.stringify([told.filter((one) => one.to === 1), rings]));
    """
    replies, rings = json.loads(said_by(script))
    assert [reply["ok"] for reply in replies] == [True]
    assert rings == ["e2"]
