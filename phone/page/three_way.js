// Two calls and the operator in one conversation: each hears the microphone and the other call.

import { Refusal } from "./refusal.js";

export class ThreeWay {
  constructor() {
    this._context = null;
    this._legs = [];
  }

  has(call) {
    return this._legs.some((leg) => leg.call === call);
  }

  async join(calls) {
    const context = (this._context = new AudioContext());
    const legs = (this._legs = calls.map((call) => makeLeg(context, call)));
    for (const leg of legs) {
      for (const other of legs) if (other !== leg) other.remote.connect(leg.out);
      this._needAll(legs);
      await leg.sender.replaceTrack(leg.out.stream.getAudioTracks()[0]);
    }
    this._needAll(legs);
    await context.resume();
  }

  // One of them may end while they are joined: the other one has its own track again.
  _needAll(legs) {
    if (this._legs !== legs) throw new Refusal("unknown_call");
  }

  // Each call speaks with its own track again.
  async part() {
    const legs = this._legs;
    this._legs = [];
    for (const leg of legs) {
      await leg.sender.replaceTrack(leg.own).catch(() => {}); // one that ended just now
      leg.call.muteByLibrary(leg.call.isMuted);
    }
    this._context?.close();
    this._context = null;
  }

  // Only the operator is not heard in call; the other call still is.
  mute(call, on) {
    const leg = this._legs.find((one) => one.call === call);
    leg.own.enabled = !on;
  }

  // Another microphone for one of the calls.
  swap(call, track) {
    const leg = this._legs.find((one) => one.call === call);
    track.enabled = !call.isMuted;
    leg.mouth.disconnect();
    leg.own = track;
    leg.mouth = listenTo(this._context, track, leg.out);
  }
}

// The library mutes whatever track is sent; from now on that is the mixture.
function makeLeg(context, call) {
  const sender = call.sender();
  const own = sender.track;
  call.muteByLibrary(false);
  own.enabled = !call.isMuted;
  const out = context.createMediaStreamDestination();
  const mouth = listenTo(context, own, out);
  const remote = context.createMediaStreamSource(call.remote);
  return { call, sender, own, out, mouth, remote };
}

function listenTo(context, track, out) {
  const source = context.createMediaStreamSource(new MediaStream([track]));
  source.connect(out);
  return source;
}
