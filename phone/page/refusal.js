// A command the page will not carry out; the code goes to the client as it is.

export class Refusal extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}
