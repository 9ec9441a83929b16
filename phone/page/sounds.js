// What comes out of this seat: the voice of each call on the headset, the ring on its own device.

const RING_HZ = 425; // cadence of an Italian telephone: one second on, four off
const RING_ON_S = 1;
const RING_EVERY_MS = 5000;
const AGAIN_MS = 2000; // a device just plugged in may be listed before it can be opened
const ROUTE_MS = 500; // longer no ring waits for its device: heard elsewhere it is heard at least

export class Headset {
  constructor() {
    this._device = "";
    this._players = new Map();
    this._moving = new Set(); // players on their way to a device
    this._retries = new Map(); // timer of each player that is not where it should be
  }

  get device() {
    return this._device;
  }

  // What is heard now, one stream a call.
  get streams() {
    return [...this._players.values()].map((player) => player.srcObject).filter(Boolean);
  }

  play(call, stream) {
    const player = this._players.get(call) ?? new Audio();
    this._players.set(call, player);
    player.srcObject = stream;
    this._follow(player);
    player.play().catch(() => {});
  }

  stop(call) {
    const player = this._players.get(call);
    if (!player) return;
    player.srcObject = null;
    this._players.delete(call);
    this._forgetRetry(player);
  }

  choose(id) {
    this._device = id;
    for (const player of this._players.values()) {
      this._follow(player);
      if (player.paused) player.play().catch(() => {}); // a device that goes may pause it
    }
  }

  // One move of a player at a time; a wish that changes meanwhile is followed after it.
  async _follow(player) {
    this._forgetRetry(player);
    if (this._moving.has(player)) return;
    this._moving.add(player);
    let id;
    do {
      id = this._device;
      await this._move(player, id);
    } while (id !== this._device && this._isPlaying(player));
    this._moving.delete(player);
  }

  // Until the device can be opened the system's choice sounds instead.
  async _move(player, id) {
    const isOpen = await isMoved(player, id);
    if (isOpen || id !== this._device || !this._isPlaying(player)) return;
    if (id) await isMoved(player, "");
    const again = () => this._follow(player);
    if (this._isPlaying(player)) this._retries.set(player, setTimeout(again, AGAIN_MS));
  }

  _isPlaying(player) {
    return [...this._players.values()].includes(player);
  }

  _forgetRetry(player) {
    clearTimeout(this._retries.get(player));
    this._retries.delete(player);
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
    if (this._context) route(this._context, id);
  }

  start() {
    if (this._timer) return;
    const context = (this._context = new AudioContext());
    this._timer = setInterval(() => this._sound(), RING_EVERY_MS);
    const late = new Promise((resolve) => setTimeout(resolve, ROUTE_MS));
    Promise.race([route(context, this._device), late]).then(() => {
      if (this._context === context) this._sound();
    });
  }

  stop() {
    clearInterval(this._timer);
    this._timer = null;
    this._context?.close();
    this._context = null;
  }

  _sound() {
    sound(this._context, { hz: RING_HZ, at: 0, seconds: RING_ON_S, loudness: 0.25 });
  }
}

// One note without a click at either end; at and seconds count from now.
export function sound(context, { hz, at, seconds, loudness }) {
  const tone = context.createOscillator();
  const volume = context.createGain();
  const start = context.currentTime + at;
  const ramp = Math.min(0.02, seconds / 4);
  tone.frequency.value = hz;
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(loudness, start + ramp);
  volume.gain.setValueAtTime(loudness, start + seconds - ramp);
  volume.gain.linearRampToValueAtTime(0, start + seconds);
  tone.connect(volume).connect(context.destination);
  tone.start(start);
  tone.stop(start + seconds);
  return tone;
}

function isMoved(output, id) {
  return output.setSinkId(id).then(
    () => true,
    () => false,
  );
}

// A device that is gone: the system's choice sounds instead.
export function route(output, id) {
  return output.setSinkId(id).catch(() => (id ? output.setSinkId("").catch(() => {}) : undefined));
}
