// Which audio devices there are, and which of them serve: the chosen ones while plugged in.

import { Refusal } from "./refusal.js";

// "devicechange" does not come on every system: look often while it matters.
const POLL_MS = 1500;
const POLL_IN_USE_MS = 500;
// Chromium keeps an output open for five seconds after its last use, by a timer that runs late on
// a busy computer. The sound system may have moved that stream elsewhere when the device went: it
// is let die before the device is used again.
const REST_MS = 7000;
const KINDS = { audioinput: "input", audiooutput: "output" };
const ROLES = { headset_in: "input", headset_out: "output", ring: "output" };
const ALIASES = ["default", "communications"]; // names of other devices in the list

export class Devices {
  // onChange(wereRemoved): list, choice or what serves changed; wereRemoved: kinds that lost a
  // device. isInUse(): whether sound goes on.
  constructor({ onChange, isInUse }) {
    this._onChange = onChange;
    this._isInUse = isInUse;
    this._found = [];
    this._wish = {};
    this._resting = new Set(); // outputs that went, while they are left alone
  }

  begin() {
    navigator.mediaDevices.addEventListener("devicechange", () => this.look());
    this._lookAgain();
    return this.look();
  }

  _lookAgain() {
    setTimeout(
      () => this.look().finally(() => this._lookAgain()),
      this._isInUse() ? POLL_IN_USE_MS : POLL_MS,
    );
  }

  async look() {
    const found = (await navigator.mediaDevices.enumerateDevices())
      .filter((device) => device.kind in KINDS)
      .map((device) => ({
        id: device.deviceId,
        kind: KINDS[device.kind],
        label: device.label || (device.deviceId === "default" ? "Default" : ""),
        group: device.groupId,
      }));
    if (JSON.stringify(found) !== JSON.stringify(this._found)) {
      const gone = this._found.filter((old) => !found.some((now) => isSame(old, now)));
      this._found = found;
      this._rest([...gone.filter((device) => device.kind === "output"), ...this._partners(gone)]);
      this._onChange(new Set(gone.map((device) => device.kind)));
    }
    return this.list();
  }

  // wish: an identity for each role, and under `${role}_label` its label where it may be absent.
  // Throws Refusal("no_device").
  async choose(wish) {
    await this.look();
    for (const [role, kind] of Object.entries(ROLES)) {
      const isKnown = !wish[role] || wish[`${role}_label`] || this._match(kind, wish[role], "");
      if (!isKnown) throw new Refusal("no_device");
    }
    this._wish = Object.fromEntries(
      Object.entries(ROLES).map(([role, kind]) => {
        const label = wish[`${role}_label`] || this._match(kind, wish[role], "")?.label || "";
        return [role, { id: wish[role] || "", label }];
      }),
    );
    this._onChange(new Set());
  }

  // The identity that serves now, "" for the system's choice.
  serving(role) {
    const { id, label } = this._wish[role] ?? {};
    const found = id ? this._match(ROLES[role], id, label) : undefined;
    return found && !this._resting.has(`${found.kind} ${found.id}`) ? found.id : "";
  }

  has(kind) {
    return this._found.some((device) => device.kind === kind);
  }

  // The sound system saw an output of that label go and come. No look may have found a difference,
  // yet what sounded there was moved elsewhere.
  async noteBlink(label) {
    await this.look();
    const outputs = this._found.filter((one) => one.kind === "output" && isOne(one.label, label));
    this._rest(outputs);
    if (outputs.length) this._onChange(new Set());
  }

  // All that are there, then those that are chosen and unplugged.
  list() {
    const found = this._found.map(({ id, kind, label }) => ({ id, kind, label }));
    const present = found.map((device) => ({ ...device, is_present: true, chosen_for: [] }));
    const absent = [];
    for (const [role, { id, label }] of Object.entries(this._wish)) {
      if (!id) continue;
      const found = this._match(ROLES[role], id, label);
      const is = (one) => one.kind === ROLES[role] && one.id === (found?.id ?? id);
      const known = [...present, ...absent].find(is);
      if (known) known.chosen_for.push(role);
      else absent.push({ id, kind: ROLES[role], label, is_present: false, chosen_for: [role] });
    }
    return [...present, ...absent];
  }

  // Outputs still listed of headsets whose microphone went: they go a moment later, or went and
  // are back since the last look, and what sounded there was moved elsewhere meanwhile.
  _partners(gone) {
    const isReal = ({ id }) => id && !ALIASES.includes(id); // no identity: hidden, not gone
    const inputs = gone.filter((one) => one.kind === "input" && isReal(one));
    const isPartner = (output) =>
      inputs.some((one) => isOne(one.group, output.group) || isOne(one.label, output.label));
    return this._found.filter((device) => device.kind === "output" && isPartner(device));
  }

  // From when it was left: a device that already rests sounds nowhere, so nothing of it has to die
  // again when it goes once more, or is told to be back.
  _rest(outputs) {
    for (const { kind, id } of outputs) {
      const key = `${kind} ${id}`;
      if (this._resting.has(key)) continue;
      const end = () => {
        this._resting.delete(key);
        this._onChange(new Set());
      };
      this._resting.add(key);
      setTimeout(end, REST_MS);
    }
  }

  // By identity; else by label, when no other device has it too.
  _match(kind, id, label) {
    const ofKind = this._found.filter((device) => device.kind === kind);
    const same = ofKind.find((device) => device.id === id);
    if (same) return same;
    const alike = ofKind.filter((device) => device.label === label && !ALIASES.includes(device.id));
    return label && alike.length === 1 ? alike[0] : undefined;
  }
}

// Groups and labels are empty until a microphone was opened once.
function isOne(name, other) {
  return name !== "" && name === other;
}

function isSame(one, other) {
  return one.kind === other.kind && one.id === other.id;
}
