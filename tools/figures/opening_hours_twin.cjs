// Answers, with the npm package opening_hours, what texts say at instants. TZ must be Europe/Rome.
// Reads one JSON line per text, {"text": ..., "instants": [milliseconds]}; writes one line of
// letters for each: o open, c closed, u unknown; a line that begins with ! for an unreadable text.
const OpeningHours = require("opening_hours");
const readline = require("readline");

const ROME = { lat: 41.9, lon: 12.5, address: { country_code: "it", state: "Lazio" } };

function answer({ text, instants }) {
  try {
    const hours = new OpeningHours(text, ROME);
    return instants
      .map((instant) => {
        const at = new Date(instant);
        if (hours.getUnknown(at)) return "u";
        return hours.getState(at) ? "o" : "c";
      })
      .join("");
  } catch (error) {
    return "!" + String(error).replace(/\n/g, " ");
  }
}

const lines = readline.createInterface({ input: process.stdin });
lines.on("line", (line) => process.stdout.write(answer(JSON.parse(line)) + "\n"));
