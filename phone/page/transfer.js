// A REFER on its way: what the other side reports of the new call, until its end.

import { Refusal } from "./refusal.js";

const SILENT_MS = 60000; // the other side reports nothing any more
const STATUS = /^\s*SIP\/2\.0 ([1-6]\d\d)\b/;
const TRYING = 100;
const NO_REPORT = 408;

export class Transfer {
  // tell(code, isFinal); onDone(): the new call is up. replaces: session of the consultation.
  constructor({ session, target, replaces, tell, onDone }) {
    this._tell = tell;
    this._onDone = onDone;
    this._code = TRYING;
    this._isOver = false;
    const eventHandlers = {
      requestFailed: (event) => this._end(event.response?.status_code ?? NO_REPORT),
    };
    this._asked = session.refer(target, { replaces, eventHandlers });
    if (!this._asked) throw new Refusal("wrong_state");
    this._wait();
  }

  // False when it is of another transfer of the same call.
  hear(report) {
    const asked = report.event.params?.id;
    if (asked && Number(asked) !== this._asked.id) return false;
    report.reply_sl(200);
    const code = Number(STATUS.exec(report.body)?.[1] ?? 0);
    if (code >= 200) this._end(code);
    else if (code) this._note(code);
    return true;
  }

  // The call ended before the other side said how it went.
  abandon() {
    this._end(this._code);
  }

  get isOver() {
    return this._isOver;
  }

  _note(code) {
    if (this._isOver) return;
    this._code = code;
    this._wait();
    this._tell(code, false);
  }

  _end(code) {
    if (this._isOver) return;
    this._isOver = true;
    clearTimeout(this._timer);
    this._tell(code, true);
    if (code >= 200 && code < 300) setTimeout(this._onDone, 0); // the report is answered first
  }

  _wait() {
    clearTimeout(this._timer);
    this._timer = setTimeout(() => this._end(NO_REPORT), SILENT_MS);
  }
}
