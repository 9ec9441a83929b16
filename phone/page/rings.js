// A ring on the ring's device; beside another call a soft tone in the headset. And what the operator
// hears while it rings at the other end.

export class Rings {
  constructor(ringer, tones) {
    this._ringer = ringer;
    this._tones = tones;
  }

  // calls: all there are; called again whenever one of them changes.
  sound(calls) {
    const isRinging = calls.some((call) => call.isRinging && !call.answersItself);
    const isTalking = calls.some((call) => !call.isRinging);
    if (isRinging && !isTalking) this._ringer.start();
    else this._ringer.stop();
    this._repeat("call_waiting", isRinging && isTalking);
    this._repeat(
      "ring_back",
      calls.some((call) => call.isRingingThere),
    );
  }

  _repeat(name, is) {
    if (is) this._tones.repeat(name);
    else this._tones.stop(name);
  }
}
