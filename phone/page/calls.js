// The calls of this seat: one of a citizen and a consultation beside it, never a third.

import { Call, keyOf } from "./call.js";
import { freeSoon } from "./leftovers.js";
import { isOffer, offerIn } from "./offer.js";
import { Refusal } from "./refusal.js";
import { Rings } from "./rings.js";
import { ThreeWay } from "./three_way.js";

const LIMIT = 2;

export class Calls {
  // headset, ringer and tones sound; tap is of tests.
  constructor({ tell, line, microphone, headset, ringer, tones, tap, deadMediaMs }) {
    Object.assign(this, { tell, line, microphone, headset, tones, tap });
    this.threeWay = new ThreeWay();
    this._rings = new Rings(ringer, tones);
    this._deadMediaMs = deadMediaMs;
    this._calls = new Map();
    this._next = 1;
    this._policy = { attended: false, available: false };
    this._taken = new WeakMap(); // session of a call -> the call whose place it takes
  }

  begin(firstCall) {
    this._next = firstCall;
  }

  obey(policy) {
    this._policy = policy;
  }

  async dial(to) {
    const [options] = await Promise.all([this._media(to), this._holdAllBut(null)]);
    if (this._calls.size >= LIMIT) throw new Refusal("busy");
    const [beside] = this._calls.values();
    this.line.call(to, options, beside?.session);
    return this._next - 1;
  }

  async answer(id) {
    const call = this._get(id);
    if (!call.isIncoming || call.isAnswering) throw new Refusal("wrong_state");
    call.isAnswering = true;
    this._soundRings();
    try {
      const [options] = await Promise.all([this._media(call.peer), this._holdAllBut(call)]);
      call.session.answer(options);
    } catch (error) {
      call.isAnswering = false;
      this._soundRings();
      if (!this._calls.size) this.microphone.close(); // the caller gave up while it was opened
      throw error instanceof Refusal ? error : new Refusal("wrong_state");
    }
  }

  hangUp(id, code) {
    this._get(id).hangUp(code);
  }

  hold(id) {
    return this._get(id).hold();
  }

  async resume(id) {
    const call = this._get(id);
    await this._holdAllBut(call);
    await call.resume();
  }

  mute(id, on) {
    this._get(id).setMuted(on);
  }

  dtmf(id, digits) {
    return this._get(id).sendDigits(digits);
  }

  transfer(id, number) {
    this._get(id).transfer(this.line.addressOf(number));
  }

  // The other side of call is asked to take the place of this seat in the consultation.
  transferTo(id, consultation) {
    const other = this._get(consultation);
    this._get(id).transfer(other.session.remote_identity.uri.toString(), other);
  }

  async join(id, otherId) {
    const pair = [this._get(id), this._get(otherId)];
    for (const call of pair) await call.resume();
    await this.threeWay.join(pair);
    pair.forEach((call) => call.tell("joined"));
  }

  async split(id, otherId) {
    const other = this._get(otherId);
    await this._part();
    await other.hold();
  }

  hangUpAll() {
    for (const call of this._calls.values()) call.hangUp();
  }

  // Another microphone: the calls that are up speak through it from now on.
  async swapTracks() {
    for (const call of this._calls.values()) {
      const sender = call.sender();
      if (!sender || this.tap?.hasTones) continue;
      const track = await this.microphone.track();
      if (this.threeWay.has(call)) {
        this.threeWay.swap(call, track);
      } else {
        track.enabled = sender.track.enabled;
        await sender.replaceTrack(track);
      }
    }
  }

  // isConcerned(session): whether its exchange is back.
  repair(isConcerned) {
    for (const call of this._calls.values()) if (isConcerned(call.session)) call.repair();
  }

  needLine(session) {
    if (!this.line.isRegistered(session)) throw new Refusal("no_line");
  }

  onSession(session, isIncoming, request) {
    const replaced = this._taken.get(session);
    const refusal = isIncoming && !replaced ? this._refusal(request) : 0;
    if (refusal) {
      session.terminate({ status_code: refusal });
      return;
    }
    const id = this._next++;
    const call = new Call({ id, session, isIncoming, owner: this, deadMediaMs: this._deadMediaMs });
    this._calls.set(id, call);
    const told = { sip_id: request.call_id, peer: call.peer, replaces: replaced?.id ?? 0 };
    if (!isIncoming) call.tell("calling", told);
    else call.tell("incoming", { ...told, ...offerIn(request) });
    if (isIncoming) {
      this.microphone.open().catch(() => {}); // so that answering needs no waiting
      if (replaced) this._takeOver(call, replaced);
      else this._ring(call, request);
    }
  }

  // A colleague brought the other side of call and somebody else together: the new call takes
  // the old one's place, in the state the old one was in. The library ends the old one.
  onReplaces(call, event) {
    event.accept((session) => this._taken.set(session, call));
  }

  // Asked to go to another seat; nothing else is dialled because somebody else wants it.
  async onRefer(call, event) {
    const to = event.request.refer_to.uri.user ?? "";
    if (!/^1(?!5)\d{3}$/.test(to) || this._calls.size >= LIMIT) {
      event.reject();
      return;
    }
    const options = await this._media(to).catch(() => null);
    if (!options) event.reject();
    else event.accept((session) => this._taken.set(session, call), options);
  }

  // What the other side of a call tells of the call it was sent to; false when nobody sent it.
  onReport(request) {
    const names = [request.from_tag, request.to_tag].map((tag) => request.call_id + tag);
    const call = [...this._calls.values()].find((one) => names.includes(one.session.id));
    return call?.hearReport(request) ?? false;
  }

  onProgress(call, response) {
    if (call.isIncoming) return;
    const key = keyOf(response);
    call.tell("ringing", key ? { call_key: key } : {});
    call.isRingingThere = !response?.body; // else the other side sends its own sound
    this._soundRings();
  }

  onActive(call) {
    call.isRingingThere = false;
    this._soundRings();
    call.onceActive?.();
  }

  onRemote(call) {
    this.headset.play(call.id, call.remote);
    this.tap?.listen(call.id, call.remote);
  }

  onEnded(call) {
    this._calls.delete(call.id);
    if (this.threeWay.has(call)) this._part().catch(() => {});
    this.headset.stop(call.id);
    this.tap?.stop(call.id);
    this._soundRings();
    if (this._calls.size) return;
    this.microphone.close();
    freeSoon();
  }

  async _part() {
    const joined = [...this._calls.values()].filter((call) => this.threeWay.has(call));
    await this.threeWay.part();
    joined.forEach((call) => this._calls.has(call.id) && call.tell("parted"));
  }

  // Only one call is spoken to, but for those that are joined.
  async _holdAllBut(call) {
    const others = [...this._calls.values()].filter((one) => one !== call);
    const spoken = others.filter((one) => one.isUp && !one.isHeld && !this.threeWay.has(one));
    await Promise.all(spoken.map((one) => one.hold()));
  }

  _ring(call, request) {
    const { ring_s, auto_answer_ms } = offerIn(request);
    this._ringFor(call, ring_s);
    if (auto_answer_ms && this._calls.size === 1) {
      call.answersItself = true;
      this._answerAfter(call, auto_answer_ms);
    } else this._soundRings();
  }

  async _answerAfter(call, toneMs) {
    await this.tones.autoAnswer(toneMs);
    call.answersItself = false;
    if (!this._calls.has(call.id) || call.isAnswering) return;
    await this.answer(call.id).catch(() => this._soundRings()); // then it rings
  }

  // The exchange says how long this seat may ring: the call then goes on to the next one, and
  // this seat knows that it was not the caller who gave up.
  _ringFor(call, seconds) {
    if (!(seconds > 0)) return;
    call.after(seconds * 1000, () => {
      if (call.isAnswering || call.isUp) return;
      call.isUnanswered = true;
      call.hangUp(480);
    });
  }

  async _takeOver(call, replaced) {
    const { isMuted, isHeld } = replaced;
    const partner = [...this._calls.values()].find(
      (one) => one !== replaced && this.threeWay.has(one) && this.threeWay.has(replaced),
    );
    call.isAnswering = true;
    call.onceActive = async () => {
      if (isMuted) call.setMuted(true);
      if (isHeld) await call.hold();
      else if (partner && this._calls.has(partner.id)) await this.join(call.id, partner.id);
    };
    try {
      const options = await this._media(call.peer);
      options.mediaStream.getAudioTracks()[0].enabled = !isMuted;
      call.session.answer(options);
    } catch {
      call.hangUp(480);
    }
  }

  _soundRings() {
    this._rings.sound([...this._calls.values()]);
  }

  // A queue's call never waits behind another one; a colleague's or a transferred one may.
  _refusal(request) {
    const isQueues = isOffer(request);
    if (this._calls.size >= LIMIT || (isQueues && this._calls.size)) return 486;
    if (!this._policy.attended || (isQueues && !this._policy.available)) return 480;
    return 0;
  }

  async _media(peer) {
    const own = await this.microphone.track();
    const track = this.tap?.voice(peer) ?? own;
    return { mediaStream: new MediaStream([track]), pcConfig: { iceServers: [] } };
  }

  _get(id) {
    const call = this._calls.get(id);
    if (!call) throw new Refusal("unknown_call");
    return call;
  }
}
