// The operator hears herself half a second later: microphone and headset are proved in one go.

import { route } from "./sounds.js";

const LATER_S = 0.5;

export class EchoTest {
  // onTurn(isOn)
  constructor({ microphone, headset, onTurn }) {
    Object.assign(this, { _microphone: microphone, _headset: headset, _onTurn: onTurn });
    this._context = null;
    this._source = null;
  }

  // Throws Refusal("no_device").
  async turn(on) {
    if (!on) this.stop();
    else if (!this._context) await this._begin();
  }

  stop() {
    if (!this._context) return;
    this._context.close();
    this._context = null;
    this._source = null;
    this._microphone.letGo(this);
    this._onTurn(false);
  }

  // Other devices: go on with those.
  async follow() {
    if (!this._context) return;
    await route(this._context, this._headset.device);
    try {
      this._listen(await this._microphone.open());
    } catch {
      this.stop();
    }
  }

  async _begin() {
    const stream = await this._microphone.open();
    this._microphone.keep(this);
    this._context = new AudioContext();
    this._delay = this._context.createDelay(1);
    this._delay.delayTime.value = LATER_S;
    this._delay.connect(this._context.destination);
    await route(this._context, this._headset.device);
    this._listen(stream);
    this._onTurn(true);
  }

  _listen(stream) {
    if (!this._context || this._source?.mediaStream === stream) return;
    this._source?.disconnect();
    this._source = this._context.createMediaStreamSource(stream);
    this._source.connect(this._delay);
  }
}
