// How well a call is heard, every five seconds, from the engine's own counters.

const EVERY_MS = 5000;

export class QualityWatch {
  constructor(tell, call, connection) {
    this._tell = tell;
    this._call = call;
    this._connection = connection;
    this._last = { received: 0, lost: 0 };
    this._timer = setInterval(() => this._measure(), EVERY_MS);
  }

  stop() {
    clearInterval(this._timer);
  }

  async _measure() {
    const now = read(await this._connection.getStats());
    const received = now.received - this._last.received;
    const lost = Math.max(0, now.lost - this._last.lost);
    this._last = now;
    const share = received + lost > 0 ? lost / (received + lost) : 1;
    this._tell({
      ev: "quality",
      call: this._call,
      mos: meanOpinion(share, now.jitterMs, now.rttMs),
      lost_pct: share * 100,
      jitter_ms: now.jitterMs,
      rtt_ms: now.rttMs,
      rx_level: now.rxLevel,
      tx_level: now.txLevel,
    });
  }
}

function read(report) {
  const found = { received: 0, lost: 0, jitterMs: 0, rttMs: 0, rxLevel: 0, txLevel: 0 };
  for (const part of report.values()) {
    if (part.type === "inbound-rtp") {
      found.received = part.packetsReceived ?? 0;
      found.lost = part.packetsLost ?? 0;
      found.jitterMs = (part.jitter ?? 0) * 1000;
      found.rxLevel = part.audioLevel ?? 0;
    } else if (part.type === "media-source") {
      found.txLevel = part.audioLevel ?? 0;
    } else if (part.type === "candidate-pair" && part.nominated) {
      found.rttMs ||= (part.currentRoundTripTime ?? 0) * 1000;
    } else if (part.type === "remote-inbound-rtp" && part.roundTripTime) {
      found.rttMs = part.roundTripTime * 1000;
    }
  }
  return found;
}

// ITU-T G.107 in its short form: delay and loss lower the rating R, R gives the opinion score.
function meanOpinion(lostShare, jitterMs, rttMs) {
  const delayMs = rttMs / 2 + 2 * jitterMs + 20;
  const delayLoss = delayMs < 160 ? delayMs / 40 : (delayMs - 120) / 10;
  const rating = Math.max(0, 93.2 - delayLoss - 250 * lostShare);
  const score = 1 + 0.035 * rating + 7e-6 * rating * (rating - 60) * (100 - rating);
  return Math.min(4.5, Math.max(1, score));
}
