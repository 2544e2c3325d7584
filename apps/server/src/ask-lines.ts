import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";

/** Asks the person at the terminal, or reads what was piped to the command. `close` when nothing more is asked. */
export interface AskLines {
  /** Prints the question and returns the next line, null at the end; what is typed is not shown if it is a secret. */
  ask(question: string, kind?: "secret"): Promise<string | null>;
  close(): void;
}

export function askLines(print: (text: string) => void): AskLines {
  let isHidden = false;
  const output = new Writable({
    write(piece, _encoding, done) {
      if (!isHidden) process.stdout.write(piece);
      done();
    },
  });
  const { stdin } = process;
  const lines = createInterface({ input: stdin, output, terminal: stdin.isTTY === true });
  const reading = lines[Symbol.asyncIterator]();
  return {
    ask: async (question, kind) => {
      print(question);
      isHidden = kind === "secret";
      const { value, done } = await reading.next();
      isHidden = false;
      return done === true ? null : value;
    },
    close: () => lines.close(),
  };
}
