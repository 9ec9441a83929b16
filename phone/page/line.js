// The registration of the seat at the exchange, kept up for ever.

import { WireSocket } from "./wire_socket.js";

const REGISTER_S = 300;
const RETRY_MS = 4000;

export class Line {
  // tell(message); onSession(session, isIncoming, request); onBack() after a cut.
  constructor({ tell, onSession, onBack }) {
    this._tell = tell;
    this._onSession = onSession;
    this._onBack = onBack;
    this._ua = null;
    this._wasCut = false;
    this._retry = null;
  }

  start({ seat, realm, ha1, wss_urls, display_name, instance }) {
    this._realm = realm;
    const ask = () => this.isRegistered() && this._ua.sendOptions(`sip:${realm}`, null, {});
    this._ua = new JsSIP.UA({
      sockets: wss_urls.map((url) => new WireSocket(url, ask)),
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
    this._listen();
    this._ua.start();
  }

  // A new secret of the same line; calls are not touched.
  renew({ ha1, display_name }) {
    this._ua.set("ha1", ha1);
    this._ua.set("display_name", display_name || null);
    if (this._ua.isConnected()) this._ua.register();
  }

  stop() {
    clearTimeout(this._retry);
    this._ua?.stop();
  }

  isRegistered() {
    return this._ua?.isRegistered() === true;
  }

  call(to, options) {
    return this._ua.call(`sip:${to}@${this._realm}`, options);
  }

  _listen() {
    const ua = this._ua;
    const server = (event) => event.socket?.url ?? "";
    ua.on("connected", (event) => this._heard("connected", { server: server(event) }));
    ua.on("disconnected", (event) => {
      this._wasCut = true;
      clearTimeout(this._retry);
      this._heard("disconnected", { server: server(event) });
    });
    ua.on("registered", () => {
      this._heard("registered");
      if (this._wasCut) this._onBack();
      this._wasCut = false;
    });
    ua.on("registrationFailed", (event) => {
      this._heard("refused", { code: event.response?.status_code ?? 0, cause: event.cause });
      // The exchange forgets secrets when it restarts; the server tells it again.
      clearTimeout(this._retry);
      this._retry = setTimeout(() => ua.isConnected() && ua.register(), RETRY_MS);
    });
    ua.on("newRTCSession", ({ session, originator, request }) =>
      this._onSession(session, originator === "remote", request),
    );
  }

  _heard(state, fields = {}) {
    this._tell({ ev: "line", state, ...fields });
  }
}
