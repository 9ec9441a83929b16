// What comes out of this seat: the voice of each call on the headset, the ring on its own device.

const RING_HZ = 425; // cadence of an Italian telephone: one second on, four off
const RING_ON_S = 1;
const RING_EVERY_MS = 5000;

export class Headset {
  constructor() {
    this._device = "";
    this._players = new Map();
  }

  play(call, stream) {
    const player = this._players.get(call) ?? new Audio();
    this._players.set(call, player);
    player.srcObject = stream;
    route(player, this._device);
    player.play().catch(() => {});
  }

  stop(call) {
    const player = this._players.get(call);
    if (player) player.srcObject = null;
    this._players.delete(call);
  }

  choose(id) {
    this._device = id;
    for (const player of this._players.values()) route(player, id);
  }
}

export class Ringer {
  constructor() {
    this._device = "";
    this._timer = null;
    this._context = null;
  }

  choose(id) {
    this._device = id;
  }

  start() {
    if (this._timer) return;
    this._context = new AudioContext();
    route(this._context, this._device);
    this._sound();
    this._timer = setInterval(() => this._sound(), RING_EVERY_MS);
  }

  stop() {
    clearInterval(this._timer);
    this._timer = null;
    this._context?.close();
    this._context = null;
  }

  _sound() {
    const tone = this._context.createOscillator();
    const volume = this._context.createGain();
    const now = this._context.currentTime;
    tone.frequency.value = RING_HZ;
    volume.gain.setValueAtTime(0, now);
    volume.gain.linearRampToValueAtTime(0.25, now + 0.02);
    volume.gain.setValueAtTime(0.25, now + RING_ON_S - 0.02);
    volume.gain.linearRampToValueAtTime(0, now + RING_ON_S);
    tone.connect(volume).connect(this._context.destination);
    tone.start(now);
    tone.stop(now + RING_ON_S);
  }
}

// A device that is gone: the system's choice sounds instead.
function route(output, id) {
  output.setSinkId(id).catch(() => id && output.setSinkId("").catch(() => {}));
}
