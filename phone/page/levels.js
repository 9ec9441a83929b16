// How loud the own microphone is and what is heard, ten times a second while somebody looks.

const EVERY_MS = 100;
const FULL = 3; // a voice close to the microphone is about a third of full scale

export class Levels {
  constructor({ tell, microphone, headset }) {
    Object.assign(this, { _tell: tell, _microphone: microphone, _headset: headset });
    this._timer = null;
    this._context = null;
    this._meters = new Map(); // of streams
  }

  async show(on) {
    if (on === Boolean(this._timer)) return;
    if (on) {
      this._context = new AudioContext({ sinkId: { type: "none" } }); // it only listens
      this._timer = setInterval(() => this._measure(), EVERY_MS);
      this._microphone.keep(this);
    } else {
      clearInterval(this._timer);
      this._timer = null;
      this._meters.clear();
      this._context.close();
      this._context = null;
      this._microphone.letGo(this);
    }
  }

  async _measure() {
    const own = await this._microphone.open().catch(() => null);
    if (!this._context) return;
    const heard = this._headset.streams;
    for (const stream of this._meters.keys()) {
      if (stream !== own && !heard.includes(stream)) this._forget(stream);
    }
    this._tell({
      ev: "levels",
      microphone: own ? this._loudness(own) : 0,
      heard: Math.max(0, ...heard.map((stream) => this._loudness(stream))),
    });
  }

  _loudness(stream) {
    if (!this._meters.has(stream)) this._meters.set(stream, this._meter(stream));
    const { analyser, samples } = this._meters.get(stream);
    analyser.getFloatTimeDomainData(samples);
    const mean = samples.reduce((sum, value) => sum + value * value, 0) / samples.length;
    return Math.min(1, FULL * Math.sqrt(mean));
  }

  _meter(stream) {
    const source = this._context.createMediaStreamSource(stream);
    const analyser = this._context.createAnalyser();
    analyser.fftSize = 2048;
    source.connect(analyser);
    return { source, analyser, samples: new Float32Array(analyser.fftSize) };
  }

  _forget(stream) {
    this._meters.get(stream).source.disconnect();
    this._meters.delete(stream);
  }
}
