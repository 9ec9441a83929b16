// An identity provider on loopback by an implementation of OpenID Connect that is not ours. It tells
// its issuer on standard output, one JSON a line, and does what standard input says:
// {"claims": {…}} are said of everybody beside sub and preferred_username, {"inUserinfo": true} says
// them in the userinfo only, {"keys": true} signs with a new key from here on, and forgets the old.
import { generateKeyPairSync, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import readline from "node:readline";
import { pathToFileURL } from "node:url";

const tell = (what) => process.stdout.write(JSON.stringify(what) + "\n");
console.info = console.warn = console.log = () => {};

const { default: Provider } = await import(pathToFileURL(process.argv[2]).href);
const redirect = process.argv[3];
const orders = { claims: {}, inUserinfo: false };
let answer;

function key() {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256", kid: randomUUID() };
}

function begin(issuer) {
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: "chiamaroma",
        client_secret: "segreto di prova",
        application_type: "native",
        redirect_uris: [redirect],
        grant_types: ["authorization_code"],
        response_types: ["code"],
      },
    ],
    claims: {
      openid: ["sub", "acr"],
      profile: ["preferred_username", "matricola"],
      email: ["email", "email_verified"],
    },
    conformIdTokenClaims: orders.inUserinfo,
    cookies: { keys: [randomUUID()] },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, preferred_username: id, ...orders.claims }),
    }),
    jwks: { keys: [key()] },
    pkce: { required: () => true },
  });
  answer = provider.callback();
}

const server = createServer((request, response) => answer(request, response));
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  begin(issuer);
  readline.createInterface({ input: process.stdin }).on("line", (line) => {
    const order = JSON.parse(line);
    const { keys, ...kept } = order;
    Object.assign(orders, kept);
    begin(issuer);
    tell({ did: order });
  });
  tell({ issuer });
});
