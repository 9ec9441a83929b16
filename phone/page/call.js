// One call of this seat: what its SIP session does becomes short messages, commands become SIP.

import { makeLasting } from "./lasting_session.js";
import { QualityWatch } from "./quality.js";
import { Refusal } from "./refusal.js";
import { Transfer } from "./transfer.js";

const REPAIR_PAUSE_MS = 4000;
const DEAD_ICE_MS = 1500;
const AGAIN_MS = 3000;
const SOON_MS = 2000;
const POLL_MS = 50;
const DEAD_MEDIA_MS = 30000;
const WORKING = ["connected", "completed"];

export class Call {
  // owner: the Calls, told by owner.onActive(call), onRemote(call), onEnded(call, event).
  constructor({ id, session, isIncoming, owner, deadMediaMs }) {
    this.id = id;
    this.session = session;
    this.isIncoming = isIncoming;
    this.peer = session.remote_identity.uri.user || "";
    this.remote = null; // the stream that is heard
    this.isMuted = false;
    this.isAnswering = false;
    this.isUnanswered = false; // given back by itself
    this._owner = owner;
    this._deadMediaMs = deadMediaMs || DEAD_MEDIA_MS;
    this._connection = null;
    this._repairedAt = 0;
    this._timers = {};
    makeLasting(session, () => this._renewLater());
    this._listen();
  }

  get isUp() {
    return this.session.isEstablished();
  }

  get isHeld() {
    return this.session.isOnHold().local;
  }

  get isRinging() {
    return this.isIncoming && !this.isAnswering && !this.isUp;
  }

  get isTransferring() {
    return Boolean(this._transfer && !this._transfer.isOver);
  }

  tell(what, fields = {}) {
    this._owner.tell({ ev: "call", call: this.id, what, ...fields });
  }

  // While the exchange is away a re-INVITE would only fail.
  async hold() {
    this._owner.needLine(this.session);
    await soon(() => this.isHeld || this.session.hold());
  }

  async resume() {
    this._owner.needLine(this.session);
    await soon(() => !this.isHeld || this.session.unhold());
  }

  setMuted(on) {
    if (this._owner.threeWay.has(this)) this._owner.threeWay.mute(this, on);
    else this.muteByLibrary(on);
    if (this.isMuted !== on) this.tell(on ? "muted" : "unmuted");
    this.isMuted = on;
  }

  muteByLibrary(on) {
    if (on) this.session.mute({ audio: true });
    else this.session.unmute({ audio: true });
  }

  async sendDigits(digits) {
    await soon(() => this._connection?.getSenders().some((one) => one.dtmf?.canInsertDTMF));
    const how = { duration: 120, interToneGap: 100, transportType: "RFC2833" };
    this.session.sendDTMF(digits, how);
  }

  // other: the consultation that target takes part in.
  transfer(target, other) {
    this._owner.needLine(this.session);
    if (this.isTransferring) throw new Refusal("wrong_state");
    this._transfer = new Transfer({
      session: this.session,
      target,
      replaces: other?.session,
      tell: (code, final) => this._owner.tell({ ev: "transfer", call: this.id, code, final }),
      onDone: () => {
        this.hangUp();
        if (other) setTimeout(() => other.hangUp(), SOON_MS); // its other end does so itself
      },
    });
  }

  hearReport(request) {
    return this._transfer?.hear(request) ?? false;
  }

  // Harmless for a call that has ended.
  hangUp(code) {
    if (!this.session.isEnded()) this.session.terminate(code ? { status_code: code } : {});
  }

  sender() {
    return this._connection?.getSenders().find((one) => one.track?.kind === "audio");
  }

  // After a cut of the line, or when media died. While media flows, a plain re-INVITE tells the
  // exchange the new way. A dead path needs another relay: the exchange is asked for it by
  // X-Media, since the old one waits for a DTLS handshake the browser has no reason to begin.
  repair(isPathDead = false) {
    if (!this.isUp || !this._owner.line.isRegistered(this.session)) return;
    if (performance.now() - this._repairedAt < REPAIR_PAUSE_MS) return;
    const isDead = isPathDead || !this._isWorking();
    const options = isDead
      ? { rtcOfferConstraints: { iceRestart: true }, extraHeaders: ["X-Media: anew"] }
      : {};
    if (this.session.renegotiate(options, () => {})) this._repairedAt = performance.now();
    else this._after("repair", 500, () => this.repair(isPathDead));
  }

  after(ms, action) {
    this._after("ring", ms, action);
  }

  _renewLater() {
    this._after("renew", AGAIN_MS, () => {
      const hasLine = this._owner.line.isRegistered(this.session);
      const isSent = hasLine && this.session.renegotiate({}, () => {});
      if (!isSent) this._renewLater();
    });
  }

  _listen() {
    const session = this.session;
    if (session.connection) this._wire(session.connection);
    else session.on("peerconnection", (event) => this._wire(event.peerconnection));
    session.on("progress", (event) => this._owner.onProgress(this, event.response));
    session.on("accepted", (event) => (this._key = keyOf(event.response)));
    session.on("confirmed", () => this._active());
    session.on("hold", ({ originator }) => this._onHold(originator === "local", true));
    session.on("unhold", ({ originator }) => this._onHold(originator === "local", false));
    session.on("newDTMF", (event) => {
      if (event.originator !== "remote") return;
      this._owner.tell({ ev: "dtmf", call: this.id, digit: String(event.dtmf.tone) });
    });
    session.on("replaces", (event) => this._owner.onReplaces(this, event));
    session.on("refer", (event) => this._owner.onRefer(this, event));
    session.on("ended", (event) => this._end(event));
    session.on("failed", (event) => this._end(event));
  }

  // A held call is not heard here either, whatever its other end sends.
  _onHold(isMine, on) {
    if (!isMine) return this.tell(on ? "peer_held" : "peer_resumed");
    this.remote?.getAudioTracks().forEach((track) => (track.enabled = !on));
    return this.tell(on ? "held" : "resumed");
  }

  _active() {
    if (this._quality || this._isOver) return;
    this._quality = new QualityWatch({
      tell: this._owner.tell,
      call: this.id,
      connection: this._connection,
      isQuiet: () => this.isHeld || this.session.isOnHold().remote,
      onStill: (ms, isPathDead) => this._onStill(ms, isPathDead),
    });
    this.tell("active", this._key ? { call_key: this._key } : {});
    this._owner.onActive(this);
  }

  _onStill(ms, isPathDead) {
    if (ms >= this._deadMediaMs) {
      this._isDead = true;
      this.hangUp();
    } else if (isPathDead) this.repair(true);
  }

  _wire(connection) {
    this._connection = connection;
    connection.ontrack = (event) => {
      // The event's own stream loses its track at every hold; this one stays.
      this.remote ??= new MediaStream([event.track]);
      this._owner.onRemote(this);
    };
    connection.oniceconnectionstatechange = () => {
      clearInterval(this._timers.sick);
      if (this._isWorking() || this._isOver) return;
      this._timers.sick = setInterval(() => {
        if (this._isWorking() || this._isOver) clearInterval(this._timers.sick);
        else this.repair();
      }, DEAD_ICE_MS);
    };
  }

  _isWorking() {
    return WORKING.includes(this._connection?.iceConnectionState);
  }

  _end(event) {
    if (this._isOver) return;
    this._isOver = true;
    for (const timer of Object.values(this._timers)) clearTimeout(timer);
    this._quality?.stop();
    this._transfer?.abandon();
    this._owner.onEnded(this);
    const reason = /cause\s*=\s*(\d{1,3})/.exec(event.message?.getHeader?.("Reason") ?? "");
    this.tell("ended", {
      is_local: event.originator === "local",
      cause: this._causeOf(event),
      code: event.message?.status_code ?? 0,
      reason: reason ? Number(reason[1]) : 0,
    });
  }

  _causeOf(event) {
    if (this._isDead) return "RTP Timeout";
    return this.isUnanswered ? "No Answer" : (event.cause ?? "");
  }

  _after(name, ms, action) {
    clearTimeout(this._timers[name]);
    this._timers[name] = setTimeout(() => this._isOver || action(), ms);
  }
}

// The exchange's name of a call that began here.
export function keyOf(response) {
  return response?.getHeader?.("X-Call") || "";
}

// Just after the answer encryption is still being agreed on, and while another re-INVITE is under
// way (a repair) there can be no second one.
async function soon(attempt) {
  for (let waited = 0; !attempt(); waited += POLL_MS) {
    if (waited >= SOON_MS) throw new Refusal("wrong_state");
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
