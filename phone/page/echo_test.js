// The operator hears herself half a second later: microphone and headset are proved in one go.

import { Refusal } from "./refusal.js";
import { route } from "./sounds.js";

const LATER_S = 0.5;

export class EchoTest {
  // onTurn(isOn)
  constructor({ microphone, headset, onTurn }) {
    Object.assign(this, { _microphone: microphone, _headset: headset, _onTurn: onTurn });
    this._context = null;
    this._source = null;
    this._wish = null; // the test that is on, or being begun
  }

  // Throws Refusal: "no_device", or "busy" when a call came while it began.
  async turn(on) {
    if (!on) this.stop();
    else if (!this._wish) await this._tryToBegin((this._wish = {}));
  }

  stop() {
    if (!this._wish) return;
    this._wish = null;
    this._context?.close();
    this._source = null;
    this._microphone.letGo(this);
    if (!this._context) return; // not heard yet
    this._context = null;
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

  async _tryToBegin(wish) {
    try {
      await this._begin(wish);
    } catch (error) {
      if (this._wish === wish) this.stop();
      throw error;
    }
  }

  async _begin(wish) {
    this._microphone.keep(this);
    const stream = await this._microphone.open();
    if (this._wish !== wish) throw new Refusal("busy");
    const context = (this._context = new AudioContext());
    this._delay = context.createDelay(1);
    this._delay.delayTime.value = LATER_S;
    this._delay.connect(context.destination);
    this._onTurn(true);
    await route(context, this._headset.device);
    if (this._wish !== wish) throw new Refusal("busy");
    this._listen(stream);
  }

  _listen(stream) {
    if (!this._context || this._source?.mediaStream === stream) return;
    this._source?.disconnect();
    this._source = this._context.createMediaStreamSource(stream);
    this._source.connect(this._delay);
  }
}
