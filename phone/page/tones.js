// Soft tones for the operator's ear only: never on the ring's device, never to the citizen.

import { route, sound } from "./sounds.js";

const LOUDNESS = 0.06;
const EVERY_MS = 4000; // of a tone that goes on until it is stopped
// [Hz, begins at, lasts], seconds
const TUNES = {
  hold: [[440, 0, 0.15], [440, 0.25, 0.15]],
  wrap_up: [[660, 0, 0.12], [520, 0.16, 0.18]],
  act_now: [[880, 0, 0.12], [880, 0.2, 0.12], [880, 0.4, 0.12]],
  safety: [[740, 0, 0.2], [990, 0.22, 0.2], [740, 0.5, 0.2], [990, 0.72, 0.2]],
  call_waiting: [[425, 0, 0.2], [425, 0.3, 0.2]],
  ring_back: [[425, 0, 1]],
}; // prettier-ignore
const AUTO_ANSWER_HZ = 520;

export class Tones {
  // headset: a Headset; its device is the tones' device.
  constructor(headset) {
    this._headset = headset;
    this._contexts = new Set();
    this._repeated = new Map();
  }

  play(name) {
    this._sound(TUNES[name]);
  }

  // Until stop(name); a tone that goes on already goes on.
  repeat(name) {
    if (this._repeated.has(name)) return;
    this.play(name);
    this._repeated.set(
      name,
      setInterval(() => this.play(name), EVERY_MS),
    );
  }

  stop(name) {
    clearInterval(this._repeated.get(name));
    this._repeated.delete(name);
  }

  // The tone before a call that answers itself; resolves when it was heard.
  autoAnswer(ms) {
    return this._sound([[AUTO_ANSWER_HZ, 0, ms / 1000]]);
  }

  choose(id) {
    for (const context of this._contexts) route(context, id);
  }

  async _sound(tune) {
    const context = new AudioContext();
    this._contexts.add(context);
    await route(context, this._headset.device);
    const notes = tune.map(([hz, at, seconds]) =>
      sound(context, { hz, at, seconds, loudness: LOUDNESS }),
    );
    const lasts = Math.max(...tune.map(([, at, seconds]) => at + seconds));
    await Promise.race([ended(notes.at(-1)), after(lasts * 1000 + 500)]); // or a dead device
    this._contexts.delete(context);
    await context.close();
  }
}

const ended = (note) => new Promise((resolve) => note.addEventListener("ended", resolve));
const after = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
