// A call leaves connections, buffers and sessions behind, several MiB in all. The browser would let
// them pile up for dozens of calls. The next call may be up by then, where one follows the other at
// once: the page stands still for some milliseconds, the voice has threads of its own.

const AFTER_MS = 500; // the last messages of the call have been sent by then

let planned = null;

export function freeSoon() {
  planned ??= setTimeout(() => {
    planned = null;
    globalThis.gc?.({ type: "major", execution: "async" });
  }, AFTER_MS);
}
