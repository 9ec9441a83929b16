// What the exchange says of a call in headers of its own; it removes a stranger's.

const TONE_LIMIT_MS = 5000;
const WAIT_LIMIT_S = 86400;
const RING_LIMIT_S = 600;

export function offerIn(request) {
  const header = (name) => request.getHeader(name) || "";
  return {
    call_key: header("X-Call"),
    queue: header("X-Queue"),
    offer: header("X-Offer"),
    language: header("X-Language"),
    waited_s: wholeNumber(header("X-Waited"), WAIT_LIMIT_S),
    auto_answer_ms: wholeNumber(header("X-Auto-Answer"), TONE_LIMIT_MS),
    ring_s: wholeNumber(header("X-Ring"), RING_LIMIT_S),
    peer_name: request.from.display_name || "",
  };
}

// A call a queue distributes, not one that a colleague makes or sends along.
export function isOffer(request) {
  const isQueued = request.hasHeader("X-Queue") && !request.hasHeader("Referred-By");
  return request.hasHeader("X-Offer") || isQueued;
}

function wholeNumber(text, limit) {
  return /^\d{1,9}$/.test(text) ? Math.min(limit, Number(text)) : 0;
}
