// How well a call is heard, from the engine's own counters, and whether anything arrives at all.

const EVERY_MS = 1000;
const TELL_EVERY = 5; // measures
const STILL_MS = 3000; // without a packet and without an answer of the relay: the path is dead

export class QualityWatch {
  // isQuiet(): held, so nothing need arrive. onStill(ms, isPathDead): nothing has arrived for ms.
  constructor({ tell, call, connection, isQuiet, onStill }) {
    this._tell = tell;
    this._call = call;
    this._connection = connection;
    this._isQuiet = isQuiet;
    this._onStill = onStill;
    this._last = null;
    this._since = null; // sums of the measures since the last telling
    this._whole = sums();
    this._measures = 0;
    this._hearsSince = this._answersSince = performance.now();
    this._timer = setInterval(() => this._measure().catch(() => {}), EVERY_MS);
  }

  // Tells the whole call's figures, if there are any.
  stop() {
    clearInterval(this._timer);
    this._timer = null;
    if (this._since?.now) this._sumUp();
    if (this._whole.scores) this._tell({ ...this._message(this._whole), is_final: true });
  }

  async _measure() {
    const now = read(await this._connection.getStats());
    if (!this._timer) return;
    const last = this._last ?? now;
    this._last = now;
    if (this._isQuiet()) {
      this._hearsSince = this._answersSince = performance.now();
      this._since = null;
      return;
    }
    this._lookForLife(last, now);
    if (last === now) return;
    this._since ??= { ...sums(), rxLevels: [], txLevels: [], first: last };
    this._measures += 1;
    this._since.now = now;
    this._since.rxLevels.push(loudness(last.rx, now.rx));
    this._since.txLevels.push(loudness(last.tx, now.tx));
    if (this._measures % TELL_EVERY === 0) this._sumUp();
  }

  // Reports of the sender and answers of the relay are life, too: a peer may send no silence.
  _lookForLife(last, now) {
    const at = performance.now();
    const moves = (name) => now[name] !== last[name];
    if (moves("received") || moves("reports")) this._hearsSince = at;
    if (moves("received") || moves("answers")) this._answersSince = at;
    const stillMs = at - this._hearsSince;
    if (stillMs >= STILL_MS) this._onStill(stillMs, at - this._answersSince >= STILL_MS);
  }

  _sumUp() {
    const { first, now, rxLevels, txLevels } = this._since;
    const part = sums();
    this._since = null;
    part.received = now.received - first.received;
    part.lost = Math.max(0, now.lost - first.lost);
    for (const figures of [part, this._whole]) {
      figures.jitterMs += now.jitterMs;
      figures.rttMs += now.rttMs;
      figures.rxLevel = now.rxLevel;
      figures.txLevel = now.txLevel;
      figures.scores += 1;
    }
    this._whole.received += part.received;
    this._whole.lost += part.lost;
    const score = meanOpinion(lostShare(part), now.jitterMs, now.rttMs);
    this._whole.scoreSum += score;
    this._whole.lowest = Math.min(this._whole.lowest, score);
    const levels = { rx_levels: rxLevels, tx_levels: txLevels };
    this._tell({ ...this._message(part), ...levels, mos: score });
  }

  _message(figures) {
    const mean = this._whole.scoreSum / this._whole.scores;
    return {
      ev: "quality",
      call: this._call,
      mos: mean,
      mos_mean: mean,
      mos_min: this._whole.lowest,
      lost_pct: lostShare(figures) * 100,
      jitter_ms: figures.jitterMs / figures.scores,
      rtt_ms: figures.rttMs / figures.scores,
      rx_level: figures.rxLevel,
      tx_level: figures.txLevel,
    };
  }
}

function sums() {
  return {
    ...{ received: 0, lost: 0, jitterMs: 0, rttMs: 0, rxLevel: 0, txLevel: 0 },
    ...{ scores: 0, scoreSum: 0, lowest: 5 },
  };
}

// Mean loudness between two measures, 0 to 1: one look at a voice may fall between two words.
function loudness(last, now) {
  const seconds = now.seconds - last.seconds;
  return seconds > 0 ? Math.sqrt(Math.max(0, now.energy - last.energy) / seconds) : 0;
}

function sound(part) {
  return { energy: part.totalAudioEnergy ?? 0, seconds: part.totalSamplesDuration ?? 0 };
}

// Where nothing arrived at all, everything is lost.
function lostShare({ received, lost }) {
  return received + lost > 0 ? lost / (received + lost) : 1;
}

function read(report) {
  const found = {
    ...{ received: 0, lost: 0, jitterMs: 0, rttMs: 0, rxLevel: 0, txLevel: 0 },
    ...{ reports: 0, answers: 0, rx: sound({}), tx: sound({}) },
  };
  for (const part of report.values()) {
    if (part.type === "inbound-rtp") {
      found.received = part.packetsReceived ?? 0;
      found.lost = part.packetsLost ?? 0;
      found.jitterMs = (part.jitter ?? 0) * 1000;
      found.rxLevel = part.audioLevel ?? 0;
      found.rx = sound(part);
    } else if (part.type === "media-source") {
      found.txLevel = part.audioLevel ?? 0;
      found.tx = sound(part);
    } else if (part.type === "candidate-pair" && part.nominated) {
      found.rttMs ||= (part.currentRoundTripTime ?? 0) * 1000;
      found.answers += part.responsesReceived ?? 0;
    } else if (part.type === "remote-inbound-rtp" && part.roundTripTime) {
      found.rttMs = part.roundTripTime * 1000;
    } else if (part.type === "remote-outbound-rtp") {
      found.reports = part.reportsSent ?? 0;
    }
  }
  return found;
}

// ITU-T G.107 in its short form: delay and loss lower the rating R, R gives the opinion score.
function meanOpinion(lost, jitterMs, rttMs) {
  const delayMs = rttMs / 2 + 2 * jitterMs + 20;
  const delayLoss = delayMs < 160 ? delayMs / 40 : (delayMs - 120) / 10;
  const rating = Math.max(0, 93.2 - delayLoss - 250 * lost);
  const score = 1 + 0.035 * rating + 7e-6 * rating * (rating - 60) * (100 - rating);
  return Math.min(4.5, Math.max(1, score));
}
