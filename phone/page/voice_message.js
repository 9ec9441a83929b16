// A citizen's message, heard in the headset only: its pieces come in order and sound without a gap.

import { Refusal } from "./refusal.js";
import { route } from "./sounds.js";

const RATE = 8000;
const LEAD_S = 0.1; // before the first sample: the device opens meanwhile
const DEAD_MS = 2000; // later than this it cannot end: a dead device tells no end

export class VoiceMessage {
  // onTurn(isOn): it is heard, or no longer.
  constructor({ headset, onTurn }) {
    Object.assign(this, { _headset: headset, _onTurn: onTurn });
    this._context = null;
  }

  // samples: G.711 in base64. Part 0 begins another message. Throws Refusal.
  async take({ part, law, samples, is_last: isLast }) {
    if (part === 0) await this._begin();
    if (!this._context || part !== this._next) throw new Refusal("wrong_state");
    const context = this._context;
    const heard = decoded(samples, law === "pcmu" ? muLaw : aLaw);
    const buffer = context.createBuffer(1, heard.length, RATE);
    buffer.copyToChannel(heard, 0);
    const piece = new AudioBufferSourceNode(context, { buffer });
    piece.connect(context.destination);
    const at = Math.max(this._until, context.currentTime + LEAD_S);
    piece.start(at);
    this._next += 1;
    this._until = at + buffer.duration;
    if (isLast) this._endAfter(context, piece);
  }

  stop() {
    if (!this._context) return;
    this._context.close();
    this._context = null;
    this._onTurn(false);
  }

  choose(id) {
    if (this._context) route(this._context, id);
  }

  async _begin() {
    this.stop();
    const context = new AudioContext();
    Object.assign(this, { _context: context, _next: 0, _until: 0 });
    this._onTurn(true);
    await route(context, this._headset.device);
  }

  _endAfter(context, piece) {
    const end = () => {
      if (this._context === context) this.stop();
    };
    piece.addEventListener("ended", end);
    setTimeout(end, (this._until - context.currentTime) * 1000 + DEAD_MS);
  }
}

function decoded(base64, law) {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return Float32Array.from(bytes, (byte) => law(byte) / 32768);
}

function aLaw(byte) {
  const bits = byte ^ 0x55;
  const step = (bits >> 4) & 7;
  const low = ((bits & 15) << 4) + 8;
  const size = step ? (low + 256) << (step - 1) : low;
  return bits & 0x80 ? size : -size;
}

function muLaw(byte) {
  const bits = ~byte & 0xff;
  const size = ((((bits & 15) << 3) + 132) << ((bits >> 4) & 7)) - 132;
  return bits & 0x80 ? -size : size;
}
