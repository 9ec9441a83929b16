// JsSIP ends a call whose re-INVITE fails or finds no connection. A voice that flows is worth more
// than a description that could not be renewed: the call goes on, and onFailed() tries again.

const FAILURES = ["Hold Failed", "Unhold Failed", "Media Renegotiation Failed"];

export function makeLasting(session, onFailed) {
  const terminate = session.terminate.bind(session);
  session.terminate = (options = {}) => {
    if (FAILURES.includes(options.reason_phrase)) onFailed();
    else terminate(options);
  };
  for (const name of ["onTransportError", "onRequestTimeout"]) {
    const fail = session[name].bind(session);
    session[name] = () => {
      if (session.status === session.C.STATUS_CONFIRMED) onFailed();
      else fail();
    };
  }
}
