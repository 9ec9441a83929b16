// The line of the seat: registered at every exchange at once, so that each can ring it and the
// death of one takes nothing from the others.

import { Registration } from "./registration.js";

export class Line {
  // tell(message); onSession(session, isIncoming, request); onBack(isOfIt): after a cut, calls
  // whose sessions are of that exchange are to be repaired; onReport(request) of a transfer.
  constructor({ tell, onSession, onBack, onReport }) {
    this._tell = tell;
    this._onSession = onSession;
    this._onBack = onBack;
    this._onReport = onReport;
    this._registrations = []; // in the order of preference
    this._last = new Map(); // registration -> what was heard of it last
    this._carrier = new WeakMap(); // session -> registration
  }

  start({ wss_urls, ...settings }) {
    this._realm = settings.realm;
    this._registrations = wss_urls.map((url) => this._register(settings, url));
  }

  renew(fields) {
    this._registrations.forEach((one) => one.renew(fields));
  }

  // The computer slept, or its network changed: the connections are dead, whatever they say.
  reconnect(reason) {
    this._registrations.forEach((one) => one.reconnect(reason));
  }

  stop() {
    this._registrations.forEach((one) => one.stop());
  }

  // session: of a call, which only the exchange that carries it can change; none: anywhere.
  isRegistered(session) {
    if (session) return this._carrier.get(session)?.isRegistered() === true;
    return this._registrations.some((one) => one.isRegistered());
  }

  // beside: the session of a call that is up; a consultation goes through the same exchange, which
  // alone can bring the two together.
  call(to, options, beside) {
    const wanted = [beside && this._carrier.get(beside), ...this._registrations];
    const chosen = wanted.find((one) => one?.isRegistered()) ?? this._registrations[0];
    return chosen.call(this.addressOf(to), options);
  }

  addressOf(user) {
    return `sip:${user}@${this._realm}`;
  }

  _register(settings, url) {
    const made = new Registration(settings, url, {
      heard: (state, fields = {}) => this._heard(made, { state, ...fields }),
      onSession: (session, ...told) => {
        this._carrier.set(session, made);
        this._onSession(session, ...told);
      },
      onBack: () => this._onBack((session) => this._carrier.get(session) === made),
      onReport: this._onReport,
    });
    return made;
  }

  // Told is the best there is: registered somewhere, else the reason of whoever answered.
  _heard(registration, heard) {
    const tell = (one, news) => this._tell({ ev: "line", server: one.url, ...news });
    if (heard.state === "connected") return tell(registration, heard);
    this._last.set(registration, heard);
    for (const state of ["registered", "refused", "disconnected"]) {
      const best = this._registrations.find((one) => this._last.get(one)?.state === state);
      if (best) return tell(best, this._last.get(best));
    }
    return tell(registration, heard);
  }
}
