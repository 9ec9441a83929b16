// Tests only: the seat says its call's tune, and what each call heard goes out as samples.
// The tune is the one of tools/services/tone_pattern.py; a test compares the two.

const TONES = 8;
const TONE_S = 0.2;
const LOWEST_HZ = 500;
const STEP_HZ = 100;
const ALPHABET = 14;
const AMPLITUDE = 0.3;
const TAP_RATE = 8000;

export function pattern(key) {
  const chosen = [];
  for (let place = 0; place < TONES; place++) {
    let index = hash(`${key}#${place}`) % ALPHABET;
    const taken = [chosen.at(-1), place === TONES - 1 ? chosen[0] : undefined];
    while (taken.includes(index)) index = (index + 1) % ALPHABET;
    chosen.push(index);
  }
  return chosen.map((index) => LOWEST_HZ + index * STEP_HZ);
}

export function makeTap(tell, { tones, tap }) {
  return { ...(tones ? speaking() : NO_TUNE), ...(tap ? listening(tell) : NO_TAP) };
}

const NO_TUNE = { hasTones: false, voice: () => undefined };
const NO_TAP = { listen: () => {}, stop: () => {} };
// Nothing of them sounds here. Made when a call comes: one that is there computes all the time.
const UNHEARD = { sinkId: { type: "none" } };

function speaking() {
  let context;
  return {
    hasTones: true,
    voice(peer) {
      context ??= new AudioContext({ ...UNHEARD, sampleRate: 48000 });
      const source = context.createBufferSource();
      const out = context.createMediaStreamDestination();
      source.buffer = tuneOf(peer, context);
      source.loop = true;
      source.connect(out);
      source.start();
      context.resume();
      return out.stream.getAudioTracks()[0];
    },
  };
}

function tuneOf(peer, context) {
  const rate = context.sampleRate;
  const buffer = context.createBuffer(1, Math.round(TONES * TONE_S * rate), rate);
  const samples = buffer.getChannelData(0);
  const tune = pattern(`seat:${peer.replace(/\D/g, "")}`);
  for (let at = 0; at < samples.length; at++) {
    const hz = tune[Math.floor(at / (TONE_S * rate))];
    samples[at] = AMPLITUDE * Math.sin((2 * Math.PI * hz * at) / rate);
  }
  return buffer;
}

function listening(tell) {
  let context, loaded;
  const taps = new Map();
  return {
    async listen(call, stream) {
      if (taps.has(call)) return;
      taps.set(call, null);
      context ??= new AudioContext({ ...UNHEARD, sampleRate: TAP_RATE });
      loaded ??= context.audioWorklet.addModule("tap_worklet.js");
      await Promise.all([loaded, context.resume()]);
      const source = context.createMediaStreamSource(stream);
      const node = new AudioWorkletNode(context, "tap");
      source.connect(node).connect(context.destination);
      node.port.onmessage = ({ data }) => taps.has(call) && tell(asPcm(call, data));
      taps.set(call, { source, node });
    },
    stop(call) {
      taps.get(call)?.source.disconnect();
      taps.get(call)?.node.disconnect();
      taps.delete(call);
    },
  };
}

function asPcm(call, samples) {
  const whole = Int16Array.from(samples, (value) => Math.max(-1, Math.min(1, value)) * 32767);
  const bytes = new Uint8Array(whole.buffer);
  return { ev: "pcm", call, samples: btoa(String.fromCharCode(...bytes)) };
}

// 32-bit FNV-1a with a final mix.
function hash(text) {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) {
    value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b) >>> 0;
  return (value ^ (value >>> 13)) >>> 0;
}
