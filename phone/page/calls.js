// The calls of this seat: at most one. SIP sessions become short messages, commands become SIP.

import { QualityWatch } from "./quality.js";
import { Refusal } from "./refusal.js";

const REPAIR_PAUSE_MS = 4000;
const DEAD_MEDIA_MS = 1500;
const SOON_MS = 2000;
const POLL_MS = 50;
const WORKING = ["connected", "completed"];

export class Calls {
  // onVoice(call) may replace the microphone's track; onHeard(call) gets each new remote stream.
  constructor({ tell, line, microphone, headset, ringer, tap }) {
    Object.assign(this, { tell, line, microphone, headset, ringer, tap });
    this._calls = new Map();
    this._next = 1;
    this._policy = { attended: false, available: false };
  }

  begin(firstCall) {
    this._next = firstCall;
  }

  obey(policy) {
    this._policy = policy;
  }

  async dial(to) {
    const options = await this._media(to);
    if (this._calls.size) throw new Refusal("busy");
    this.line.call(to, options);
    return this._next - 1;
  }

  async answer(id) {
    const call = this._get(id);
    if (!call.isIncoming || call.isAnswering) throw new Refusal("wrong_state");
    call.isAnswering = true;
    try {
      call.session.answer(await this._media(call.peer));
    } catch (error) {
      call.isAnswering = false;
      throw error instanceof Refusal ? error : new Refusal("wrong_state");
    }
  }

  hangUp(id, code) {
    this._get(id).session.terminate(code ? { status_code: code } : {});
  }

  async hold(id) {
    const session = this._get(id).session;
    await soon(() => session.hold());
  }

  async resume(id) {
    const session = this._get(id).session;
    await soon(() => session.unhold());
  }

  mute(id, on) {
    const session = this._get(id).session;
    if (on) session.mute({ audio: true });
    else session.unmute({ audio: true });
  }

  async dtmf(id, digits) {
    const call = this._get(id);
    await soon(() => canSendDigits(call));
    call.session.sendDTMF(digits, {
      duration: 120,
      interToneGap: 100,
      transportType: "RFC2833",
    });
  }

  hangUpAll() {
    for (const call of this._calls.values()) call.session.terminate();
  }

  // Another microphone: the calls that are up speak through it from now on.
  async swapTracks() {
    for (const call of this._calls.values()) {
      const sender = call.connection?.getSenders().find((one) => one.track?.kind === "audio");
      if (!sender || this.tap?.hasTones) continue;
      const track = await this.microphone.track();
      track.enabled = sender.track.enabled;
      await sender.replaceTrack(track);
    }
  }

  onSession(session, isIncoming, request) {
    const queue = isIncoming ? request.getHeader("X-Queue") || "" : "";
    const refusal = isIncoming ? this._refusal(queue) : 0;
    if (refusal) {
      session.terminate({ status_code: refusal });
      return;
    }
    const call = {
      id: this._next++,
      session,
      isIncoming,
      peer: session.remote_identity.uri.user || "",
      connection: null,
      remote: null,
      repairedAt: 0,
    };
    this._calls.set(call.id, call);
    this._listen(call);
    this._heard(call, isIncoming ? "incoming" : "calling", {
      sip_id: request.call_id,
      call_key: isIncoming ? request.getHeader("X-Call") || "" : "",
      queue,
      peer: call.peer,
      peer_name: isIncoming ? session.remote_identity.display_name || "" : "",
    });
    if (isIncoming) {
      this._ringFor(call, Number(request.getHeader("X-Ring")));
      this.ringer.start();
      this.microphone.open().catch(() => {}); // so that answering needs no waiting
    }
  }

  // After a cut of the line, or when media died. While media flows, a plain re-INVITE tells the
  // exchange the new way. A dead path needs another relay: the exchange is asked for it by
  // X-Media, since the old one waits for a DTLS handshake the browser has no reason to begin.
  // Only when registered: JsSIP ends a call whose re-INVITE fails.
  repair(call) {
    for (const one of call ? [call] : this._calls.values()) {
      const isReady = one.session.isEstablished() && this.line.isRegistered();
      if (!isReady || performance.now() - one.repairedAt < REPAIR_PAUSE_MS) continue;
      const isDead = !isWorking(one);
      const options = isDead
        ? { rtcOfferConstraints: { iceRestart: true }, extraHeaders: ["X-Media: anew"] }
        : {};
      if (one.session.renegotiate(options, () => {})) one.repairedAt = performance.now();
      else setTimeout(() => this._calls.has(one.id) && this.repair(one), 500);
    }
  }

  // The exchange says how long this seat may ring: the call then goes on to the next one, and
  // this seat knows that it was not the caller who gave up.
  _ringFor(call, seconds) {
    if (!(seconds > 0)) return;
    call.ringing = setTimeout(() => {
      if (call.isAnswering) return;
      call.isUnanswered = true;
      call.session.terminate({ status_code: 480 });
    }, seconds * 1000);
  }

  _refusal(queue) {
    if (this._calls.size) return 486;
    if (!this._policy.attended || (queue && !this._policy.available)) return 480;
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

  _heard(call, what, fields = {}) {
    this.tell({ ev: "call", call: call.id, what, ...fields });
  }

  _listen(call) {
    const session = call.session;
    const whose = (event, mine, theirs) => (event.originator === "local" ? mine : theirs);
    if (session.connection) this._wire(call, session.connection);
    else session.on("peerconnection", (event) => this._wire(call, event.peerconnection));
    session.on("progress", () => call.isIncoming || this._heard(call, "ringing"));
    session.on("accepted", () => call.isIncoming && this.ringer.stop());
    session.on("confirmed", () => this._active(call));
    session.on("hold", (event) => this._heard(call, whose(event, "held", "peer_held")));
    session.on("unhold", (event) => this._heard(call, whose(event, "resumed", "peer_resumed")));
    session.on("muted", () => this._heard(call, "muted"));
    session.on("unmuted", () => this._heard(call, "unmuted"));
    session.on("newDTMF", (event) => {
      if (event.originator !== "remote") return;
      this.tell({ ev: "dtmf", call: call.id, digit: String(event.dtmf.tone) });
    });
    session.on("ended", (event) => this._end(call, event));
    session.on("failed", (event) => this._end(call, event));
  }

  _active(call) {
    if (call.quality || !this._calls.has(call.id)) return;
    call.quality = new QualityWatch(this.tell, call.id, call.connection);
    this._heard(call, "active");
  }

  _wire(call, connection) {
    call.connection = connection;
    connection.ontrack = (event) => {
      // The event's own stream loses its track at every hold; this one stays.
      call.remote ??= new MediaStream([event.track]);
      this.headset.play(call.id, call.remote);
      this.tap?.listen(call.id, call.remote);
    };
    connection.oniceconnectionstatechange = () => {
      clearInterval(call.sick);
      if (isWorking(call) || !this._calls.has(call.id)) return;
      call.sick = setInterval(() => {
        if (isWorking(call) || !this._calls.has(call.id)) clearInterval(call.sick);
        else this.repair(call);
      }, DEAD_MEDIA_MS);
    };
  }

  _end(call, event) {
    if (!this._calls.delete(call.id)) return;
    clearTimeout(call.ringing);
    clearInterval(call.sick);
    call.quality?.stop();
    this.headset.stop(call.id);
    this.tap?.stop(call.id);
    if (!this._calls.size) {
      this.ringer.stop();
      this.microphone.close();
    }
    const reason = /cause\s*=\s*(\d{1,3})/.exec(event.message?.getHeader?.("Reason") ?? "");
    this._heard(call, "ended", {
      is_local: event.originator === "local",
      cause: call.isUnanswered ? "No Answer" : (event.cause ?? ""),
      code: event.message?.status_code ?? 0,
      reason: reason ? Number(reason[1]) : 0,
    });
  }
}

function isWorking(call) {
  return WORKING.includes(call.connection?.iceConnectionState);
}

// Just after the answer encryption is still being agreed on, and while another re-INVITE is under
// way (a repair) there can be no second one.
async function soon(attempt) {
  for (let waited = 0; !attempt(); waited += POLL_MS) {
    if (waited >= SOON_MS) throw new Refusal("wrong_state");
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

function canSendDigits(call) {
  return call.connection?.getSenders().some((sender) => sender.dtmf?.canInsertDTMF) === true;
}
