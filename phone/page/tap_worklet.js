// Tests only: hands over what passes through, in blocks of an eighth of a second.

const BLOCK = 1024;

class Tap extends AudioWorkletProcessor {
  constructor() {
    super();
    this._block = new Float32Array(BLOCK);
    this._filled = 0;
  }

  process(inputs) {
    const samples = inputs[0][0];
    if (!samples) return true;
    this._block.set(samples, this._filled);
    this._filled += samples.length;
    if (this._filled === BLOCK) {
      this.port.postMessage(this._block.slice());
      this._filled = 0;
    }
    return true;
  }
}

registerProcessor("tap", Tap);
