// The registration of the seat at one exchange, kept up for ever.

import { WireSocket } from "./wire_socket.js";

const REGISTER_S = 300;
const RETRY_MS = 4000;

export class Registration {
  // heard(state, fields); onSession(session, isIncoming, request); onBack() after a cut;
  // onReport(request): of a transfer, false when nobody asked for it.
  constructor({ seat, realm, ha1, display_name, instance }, url, told) {
    const { heard, onSession, onBack, onReport } = told;
    this.url = url;
    this._retry = null;
    this._isStopped = false;
    const ask = () => this.isRegistered() && this._ua.sendOptions(`sip:${realm}`, null, {});
    this._socket = new WireSocket(url, ask);
    this._ua = new JsSIP.UA({
      sockets: [this._socket],
      uri: `sip:${seat}@${realm}`,
      realm,
      ha1,
      display_name: display_name || seat,
      instance_id: instance,
      register_expires: REGISTER_S,
      session_timers: false,
      connection_recovery_min_interval: 1,
      connection_recovery_max_interval: 4,
      user_agent: "ChiamaRoma",
    });
    this._listen(heard, onSession, onBack);
    this._hearReports(onReport);
    this._ua.start();
  }

  // A new secret of the same line; calls are not touched.
  renew({ ha1, display_name }) {
    this._ua.set("ha1", ha1);
    this._ua.set("display_name", display_name || null);
    if (this._ua.isConnected()) this._ua.register();
  }

  // At once, also where the library waits before its next try.
  reconnect(reason) {
    if (this._isStopped) return;
    this._socket.drop(reason);
    this._ua.transport.connect();
  }

  stop() {
    this._isStopped = true;
    clearTimeout(this._retry);
    this._ua.stop();
  }

  isRegistered() {
    return this._ua.isRegistered();
  }

  call(address, options) {
    return this._ua.call(address, options);
  }

  // The library refuses a report that a later request of the same call overtook on its way, or that
  // comes while that one is being answered; nobody sends it again. Its order does not matter.
  _hearReports(onReport) {
    const receive = this._ua.receiveRequest.bind(this._ua);
    this._ua.receiveRequest = (request) => {
      const isReport = request.method === "NOTIFY" && request.event?.event === "refer";
      if (!isReport || !onReport(request)) receive(request);
    };
  }

  _listen(heard, onSession, onBack) {
    const ua = this._ua;
    let wasCut = false;
    ua.on("connected", () => heard("connected"));
    ua.on("disconnected", () => {
      wasCut = true;
      clearTimeout(this._retry);
      heard("disconnected");
    });
    ua.on("registered", () => {
      heard("registered");
      if (wasCut) onBack();
      wasCut = false;
    });
    ua.on("registrationFailed", (event) => {
      heard("refused", { code: event.response?.status_code ?? 0, cause: event.cause });
      // The exchange forgets secrets when it restarts; the server tells it again.
      clearTimeout(this._retry);
      this._retry = setTimeout(() => ua.isConnected() && ua.register(), RETRY_MS);
    });
    ua.on("newRTCSession", ({ session, originator, request }) =>
      onSession(session, originator === "remote", request),
    );
  }
}
