// Entry of the page: commands come in over the channel, what happened goes out. No business rule.

import { Calls } from "./calls.js";
import { Devices } from "./devices.js";
import { EchoTest } from "./echo_test.js";
import { Levels } from "./levels.js";
import { Line } from "./line.js";
import { Microphone } from "./microphone.js";
import { Refusal } from "./refusal.js";
import { Headset, Ringer } from "./sounds.js";
import { Tones } from "./tones.js";
import { VoiceMessage } from "./voice_message.js";

const PROCESSED = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
const RAW = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };

function makePhone(tell) {
  const headset = new Headset();
  const ringer = new Ringer();
  const tones = new Tones(headset);
  const message = new VoiceMessage({ headset, onTurn: (on) => tell({ ev: "message", on }) });
  const devices = new Devices({
    onChange: (removed) => followDevices(removed),
    isInUse: () => microphone.isWanted,
  });
  let calls, line, microphone, echo, levels, setBegun, setSettled;
  const begun = new Promise((resolve) => (setBegun = resolve));
  // Devices have no identity before; and what is wished meanwhile is newer than the start's wish.
  const settled = new Promise((resolve) => (setSettled = resolve));

  function tellDevices() {
    tell({ ev: "devices", devices: devices.list(), has_microphone: microphone.isUsable });
  }

  async function followDevices(removed) {
    headset.choose(devices.serving("headset_out"));
    tones.choose(headset.device);
    message.choose(headset.device);
    ringer.choose(devices.serving("ring"));
    tellDevices();
    await microphone.follow(removed.has("input"));
    await echo.follow();
  }

  async function settle(chosen, areLevelsWanted) {
    try {
      await microphone.check();
      await devices.begin();
      if (areLevelsWanted) levels.show(true);
      await devices.choose(chosen).catch(() => {}); // chosen before; may be unplugged now
    } finally {
      setSettled();
    }
  }

  return {
    begun,
    async start({ settings, policy, devices: chosen, first_call, levels: areWanted, test }) {
      const tap = test ? (await import("./test_tap.js")).makeTap(tell, test) : null;
      line = new Line({
        tell,
        onSession: (...session) => {
          echo.stop();
          message.stop();
          calls.onSession(...session);
        },
        onBack: (isOfIt) => calls.repair(isOfIt),
        onReport: (request) => calls.onReport(request),
      });
      microphone = new Microphone({
        devices,
        processing: test ? RAW : PROCESSED,
        onSwap: () => calls.swapTracks(),
        onFault: tellDevices,
      });
      const onTurn = (on) => tell({ ev: "testing", on });
      echo = new EchoTest({ microphone, headset, onTurn });
      levels = new Levels({ tell, microphone, headset });
      const deadMediaMs = test?.dead_media_ms;
      calls = new Calls({ tell, line, microphone, headset, ringer, tones, tap, deadMediaMs });
      calls.begin(first_call);
      calls.obey(policy);
      line.start(settings);
      setBegun();
      await settle(chosen, areWanted);
    },
    renew: (fields) => line.renew(fields),
    policy: ({ policy }) => calls.obey(policy),
    dial: ({ number }) => calls.dial(number),
    answer: ({ call }) => calls.answer(call),
    reject: ({ call }) => calls.hangUp(call, 486),
    hang_up: ({ call }) => calls.hangUp(call),
    hold: ({ call }) => calls.hold(call),
    resume: ({ call }) => calls.resume(call),
    mute: ({ call, on }) => calls.mute(call, on),
    dtmf: ({ call, digits }) => calls.dtmf(call, digits),
    transfer: ({ call, number }) => calls.transfer(call, number),
    transfer_to: ({ call, other }) => calls.transferTo(call, other),
    join: ({ call, other }) => calls.join(call, other),
    split: ({ call, other }) => calls.split(call, other),
    devices: () => devices.look(),
    blinked: ({ label }) => devices.noteBlink(label),
    use_devices: (wish) => settled.then(() => devices.choose(wish)),
    echo_test: ({ on }) => echo.turn(on),
    levels: ({ on }) => settled.then(() => levels.show(on)),
    play_message: (piece) => message.take(piece),
    stop_message: () => message.stop(),
    tone: ({ tone }) => void tones.play(tone), // nobody waits for its end
    // After a sleep: ready again only with a microphone that opens and a new registration.
    async wake() {
      await microphone.check();
      await devices.look();
      tellDevices();
      line.reconnect("the computer slept");
    },
    reconnect: () => line.reconnect("the network changed"),
    ping: () => devices.look().then(() => "pong"),
    stop() {
      calls.hangUpAll();
      line.stop();
    },
  };
}

function serve(bridge) {
  const tell = (message) => bridge.tell(JSON.stringify(message));
  const fault = (error) => tell({ ev: "fault", text: String(error?.stack ?? error).slice(0, 500) });
  const phone = makePhone(tell);
  window.addEventListener("error", (event) => fault(event.error ?? event.message));
  window.addEventListener("unhandledrejection", (event) => fault(event.reason));
  bridge.command.connect(async (text) => {
    const command = JSON.parse(text);
    const reply = { ev: "reply", to: command.to, ok: true };
    try {
      if (command.do !== "start") await phone.begun;
      reply.result = (await phone[command.do](command)) ?? null;
    } catch (error) {
      reply.ok = false;
      reply.error = error instanceof Refusal ? error.code : "engine";
      if (!(error instanceof Refusal)) fault(error);
    }
    if (command.to) tell(reply);
  });
  tell({ ev: "ready" });
}

new QWebChannel(qt.webChannelTransport, (channel) => serve(channel.objects.phone));
