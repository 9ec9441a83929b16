// Entry of the page: commands come in over the channel, what happened goes out. No business rule.

import { Calls } from "./calls.js";
import { Line } from "./line.js";
import { Microphone } from "./microphone.js";
import { Refusal } from "./refusal.js";
import { Headset, Ringer } from "./sounds.js";

const PROCESSED = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
const RAW = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };

function makePhone(tell) {
  const headset = new Headset();
  const ringer = new Ringer();
  let calls, line, microphone, setBegun;
  const begun = new Promise((resolve) => (setBegun = resolve));
  return {
    begun,
    async start({ settings, policy, devices, first_call, test }) {
      const tap = test ? (await import("./test_tap.js")).makeTap(tell, test) : null;
      line = new Line({
        tell,
        onSession: (...session) => calls.onSession(...session),
        onBack: () => calls.repair(),
      });
      const onSwap = () => calls.swapTracks();
      microphone = new Microphone({ tell, processing: test ? RAW : PROCESSED, onSwap });
      calls = new Calls({ tell, line, microphone, headset, ringer, tap });
      calls.begin(first_call);
      calls.obey(policy);
      line.start(settings);
      setBegun();
      await microphone.begin();
      await this.use_devices(devices).catch(() => {}); // chosen before; may be unplugged now
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
    devices: () => microphone.look(),
    async use_devices({ headset_in, headset_out, ring }) {
      await microphone.look();
      const known =
        microphone.knows(headset_in, "input") &&
        microphone.knows(headset_out, "output") &&
        microphone.knows(ring, "output");
      if (!known) throw new Refusal("no_device");
      headset.choose(headset_out);
      ringer.choose(ring);
      await microphone.choose(headset_in);
    },
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
