// The microphone: opened when a call rings or begins, closed when the last call is over.

import { Refusal } from "./refusal.js";

const OPEN_MS = 5000;
const POLL_MS = 3000;
const KINDS = { audioinput: "input", audiooutput: "output" };

export class Microphone {
  // tell(message); processing: echo canceller and the like; onSwap(): tracks must be replaced.
  constructor({ tell, processing, onSwap }) {
    this._tell = tell;
    this._processing = processing;
    this._onSwap = onSwap;
    this._device = "";
    this._stream = null;
    this._given = []; // tracks of calls
    this._opening = null;
    this._hasFailed = false;
    this._devices = [];
    this._told = "";
  }

  // Labels and identities of devices are hidden until the microphone was opened once.
  async begin() {
    try {
      const probe = await within(OPEN_MS, this._ask());
      probe.getTracks().forEach((track) => track.stop());
    } catch {
      this._hasFailed = true;
    }
    await this.look();
    setInterval(() => this.look(), POLL_MS); // "devicechange" does not come on every system
  }

  async look() {
    const found = await navigator.mediaDevices.enumerateDevices();
    const devices = found
      .filter((device) => device.kind in KINDS)
      .map((device) => ({
        id: device.deviceId,
        kind: KINDS[device.kind],
        label: device.label || (device.deviceId === "default" ? "Default" : ""),
      }));
    const hasChanged = JSON.stringify(devices) !== JSON.stringify(this._devices);
    if (hasChanged && this._devices.length) this._hasFailed = false; // worth another try
    this._devices = devices;
    this._tellDevices();
    return devices;
  }

  knows(id, kind) {
    return id === "" || this._devices.some((device) => device.id === id && device.kind === kind);
  }

  async choose(id) {
    if (id === this._device) return;
    this._device = id;
    if (this._stream) await this._reopen();
  }

  // Resolves to a track of its own for one call. Throws Refusal("no_device").
  async track() {
    const track = (await this.open()).getAudioTracks()[0].clone();
    this._given.push(track);
    return track;
  }

  async open() {
    const current = this._stream?.getAudioTracks()[0];
    if (current?.readyState === "live") return this._stream;
    this._opening ??= this._capture().finally(() => (this._opening = null));
    return this._opening;
  }

  close() {
    for (const track of [...(this._stream?.getTracks() ?? []), ...this._given]) track.stop();
    this._stream = null;
    this._given = [];
  }

  async _capture() {
    try {
      this._stream = await within(OPEN_MS, this._ask());
    } catch {
      this._hasFailed = true;
      this._tellDevices();
      throw new Refusal("no_device");
    }
    this._hasFailed = false;
    this._stream.getAudioTracks()[0].onended = () => this._reopen();
    return this._stream;
  }

  // The chosen device may be unplugged: the system's choice is better than silence.
  async _ask() {
    const ask = (audio) => navigator.mediaDevices.getUserMedia({ audio, video: false });
    if (!this._device) return ask(this._processing);
    try {
      return await ask({ ...this._processing, deviceId: { exact: this._device } });
    } catch {
      return ask(this._processing);
    }
  }

  async _reopen() {
    this.close();
    await this.open().then(this._onSwap, () => {});
  }

  _tellDevices() {
    const inputs = this._devices.some((device) => device.kind === "input");
    const message = {
      ev: "devices",
      devices: this._devices,
      has_microphone: inputs && !this._hasFailed,
    };
    const text = JSON.stringify(message);
    if (text !== this._told) this._tell(message);
    this._told = text;
  }
}

function within(ms, promise) {
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error("late")), ms));
  return Promise.race([promise, late]);
}
