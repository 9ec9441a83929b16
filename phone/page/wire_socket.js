// The transport JsSIP talks through: a WebSocket that notices a line gone silent.
//
// A browser reports a closed connection, never one whose cable was pulled out: the exchange is
// asked every few seconds, and a connection that answers nothing is given up.

const CONNECT_MS = 5000;
const ASK_MS = 4000;
const SILENT_MS = 11000;

export class WireSocket {
  // ask(): send anything that the exchange answers.
  constructor(url, ask) {
    this.url = url;
    this.via_transport = "WSS";
    this.sip_uri = `sip:${new URL(url.replace(/^wss:/, "https:")).host};transport=ws`;
    this._ask = ask;
    this._socket = null;
    this._timer = null;
    this._heardAt = 0;
  }

  connect() {
    if (this._socket) return;
    const socket = new WebSocket(this.url, "sip");
    this._socket = socket;
    socket.binaryType = "arraybuffer";
    this._timer = setTimeout(() => this._lose(4001, "no connection"), CONNECT_MS);
    socket.onopen = () => {
      clearTimeout(this._timer);
      this._heardAt = performance.now();
      this._timer = setInterval(() => this._watch(), ASK_MS);
      this.onconnect();
    };
    socket.onmessage = (event) => {
      this._heardAt = performance.now();
      const size = event.data.length ?? event.data.byteLength;
      if (size > 4) this.ondata(event.data); // shorter ones are keep-alives
    };
    socket.onclose = (event) => this._lose(event.code, event.reason || "closed");
  }

  disconnect() {
    if (this._socket) this._drop();
  }

  // As if the line had been cut; the library connects again by itself.
  drop(reason) {
    if (this._socket) this._lose(4002, reason);
  }

  isConnected() {
    return this._socket?.readyState === WebSocket.OPEN;
  }

  isConnecting() {
    return this._socket?.readyState === WebSocket.CONNECTING;
  }

  send(message) {
    if (!this.isConnected()) return false;
    this._socket.send(message);
    return true;
  }

  _watch() {
    if (performance.now() - this._heardAt > SILENT_MS) this._lose(4000, "silent");
    else this._ask();
  }

  _lose(code, reason) {
    if (!this._socket) return;
    this._drop();
    this.ondisconnect(true, code, reason);
  }

  _drop() {
    const socket = this._socket;
    clearTimeout(this._timer);
    clearInterval(this._timer);
    socket.onopen = socket.onclose = socket.onmessage = null;
    this._socket = null;
    socket.close();
  }
}
