// The microphone: opened when a call rings or begins, closed when nobody needs it any more.

import { Refusal } from "./refusal.js";

const OPEN_MS = 5000;

export class Microphone {
  // devices: a Devices; processing: echo canceller and the like; onSwap(): tracks must be
  // replaced; onFault(): it became usable or unusable.
  constructor({ devices, processing, onSwap, onFault }) {
    this._devices = devices;
    this._processing = processing;
    this._onSwap = onSwap;
    this._onFault = onFault;
    this._device = "";
    this._stream = null;
    this._given = []; // tracks of calls
    this._keepers = new Set();
    this._opening = null;
    this._asked = 0; // tracks that calls wait for
    this._isLetGo = false; // nobody waits any more for what is being opened
    this._hasFailed = false;
    this._silence = null;
    this._swapping = Promise.resolve();
  }

  get isUsable() {
    return this._devices.has("input") && !this._hasFailed;
  }

  // Open, or about to be opened anew for a call that is up.
  get isWanted() {
    return this._stream !== null || this._given.length > 0;
  }

  // Open and close it, unless it is in use. Labels and identities of devices are hidden until it
  // was opened once.
  async check() {
    if (this._stream) return;
    try {
      stop(await within(OPEN_MS, this._ask()));
      this._setFailed(false);
    } catch {
      this._setFailed(true);
    }
  }

  // The list of devices or the choice changed. Whether a system moves an open stream to another
  // device, or to what device, is not to be relied on: it is opened anew.
  async follow(wasRemoved) {
    this._setFailed(false); // worth another try
    const device = this._devices.serving("headset_in");
    const isMoved = device !== this._device || (wasRemoved && !device);
    this._device = device;
    if (this._stream && (isMoved || this._silence || !this._devices.has("input"))) {
      await this._reopen();
    }
  }

  // Resolves to a track of its own for one call. Throws Refusal("no_device").
  async track() {
    this._asked += 1;
    try {
      const track = (await this.open()).getAudioTracks()[0].clone();
      this._given.push(track);
      return track;
    } finally {
      this._asked -= 1;
    }
  }

  async open() {
    this._isLetGo = false;
    const current = this._stream?.getAudioTracks()[0];
    if (current?.readyState === "live") return this._stream;
    this._opening ??= this._capture().finally(() => (this._opening = null));
    return this._opening;
  }

  // Somebody beside the calls listens to it: close() leaves it open until letGo(who).
  keep(who) {
    this._keepers.add(who);
  }

  letGo(who) {
    this._keepers.delete(who);
    if (!this._given.length) this.close();
  }

  close() {
    for (const track of this._given) track.stop();
    this._given = [];
    if (this._keepers.size) return;
    this._isLetGo = true;
    stop(this._stream);
    this._stream = null;
    this._endSilence();
  }

  async _capture() {
    try {
      this._stream = await within(OPEN_MS, this._ask());
    } catch {
      this._setFailed(true);
      throw new Refusal("no_device");
    }
    this._setFailed(false);
    const stream = this._stream;
    stream.getAudioTracks()[0].onended = () => this._reopen();
    if (this._isLetGo && !this._asked) this.close(); // the caller gave up meanwhile
    return stream;
  }

  // The chosen device may be unplugged: the system's choice is better than silence.
  async _ask() {
    if (!this._devices.has("input") && this._given.length) throw new Refusal("no_device");
    const ask = (audio) => navigator.mediaDevices.getUserMedia({ audio, video: false });
    if (!this._device) return ask(this._processing);
    try {
      return await ask({ ...this._processing, deviceId: { exact: this._device } });
    } catch {
      return ask(this._processing);
    }
  }

  // One at a time: a track that ended and a list that changed often come together.
  _reopen() {
    this._swapping = this._swapping.then(() => this._swap());
    return this._swapping;
  }

  // Calls go on without any microphone: they send silence until there is one.
  async _swap() {
    if (!this.isWanted) return;
    const old = [this._stream, new MediaStream(this._given)];
    const wasSilent = this._silence;
    this._stream = null;
    this._silence = null;
    const isNeeded = this._given.length > 0;
    try {
      await this.open();
    } catch {
      this._stream = isNeeded ? this._beSilent() : null;
    }
    this._given = [];
    if (isNeeded && this._stream) await this._onSwap();
    old.forEach(stop);
    wasSilent?.close();
  }

  // Made without any output: one that comes or goes would stop the clock for a while.
  _beSilent() {
    this._silence = new AudioContext({ sinkId: { type: "none" } });
    const out = this._silence.createMediaStreamDestination();
    const source = this._silence.createConstantSource();
    const volume = this._silence.createGain();
    volume.gain.value = 0;
    source.connect(volume).connect(out);
    source.start();
    return out.stream;
  }

  _endSilence() {
    this._silence?.close();
    this._silence = null;
  }

  _setFailed(hasFailed) {
    if (this._hasFailed === hasFailed) return;
    this._hasFailed = hasFailed;
    this._onFault();
  }
}

function stop(stream) {
  for (const track of stream?.getTracks() ?? []) {
    track.onended = null;
    track.stop();
  }
}

// What is opened too late is closed again: nobody would ever close it.
function within(ms, opening) {
  let isLate = false;
  const late = new Promise((_, reject) => {
    setTimeout(() => {
      isLate = true;
      reject(new Error("late"));
    }, ms);
  });
  opening.then((stream) => isLate && stop(stream)).catch(() => {});
  return Promise.race([opening, late]);
}
