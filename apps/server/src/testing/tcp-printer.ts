/** For tests: a printer on a port of this computer. */
import net from "node:net";

/** What it does with a connection. */
export type Behaviour =
  /** Takes everything, answers nothing. */
  | "silent"
  /** Answers what state it is in, and that it has printed. */
  | "answers"
  /** Has no paper, and says so. */
  | "no_paper"
  /** Answers with bytes that mean nothing. */
  | "noise"
  /** Answers its state, and closes after the first bytes of a paper. */
  | "closes_half_way";

const QUESTIONS = Buffer.from([0x10, 0x04, 0x02, 0x10, 0x04, 0x04]);
const PRINTED = Buffer.from([0x1d, 0x72, 0x01]);

export interface TcpPrinter {
  readonly port: number;
  readonly address: string;
  behaviour: Behaviour;
  /** What was printed, a buffer per connection, without the questions. */
  readonly papers: readonly Buffer[];
  stop(): Promise<void>;
}

/** Starts a printer; `port` 0 is any free one. */
export async function startTcpPrinter(behaviour: Behaviour, port = 0): Promise<TcpPrinter> {
  const papers: Buffer[] = [];
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    let taken = Buffer.alloc(0);
    let asked = false;
    socket.on("error", () => undefined);
    socket.on("close", () => {
      sockets.delete(socket);
      if (taken.length > 0) papers.push(taken);
    });
    socket.on("data", (data) => {
      if (!asked && data.subarray(0, QUESTIONS.length).equals(QUESTIONS)) {
        asked = true;
        data = data.subarray(QUESTIONS.length);
        if (printer.behaviour === "answers" || printer.behaviour === "closes_half_way")
          socket.write(Buffer.from([0x12, 0x12]));
        if (printer.behaviour === "no_paper") socket.write(Buffer.from([0x32, 0x72]));
        if (printer.behaviour === "noise") socket.write(Buffer.from([0xff, 0x00, 0xff, 0x81]));
      }
      if (data.length === 0) return;
      if (printer.behaviour === "closes_half_way") {
        taken = Buffer.concat([taken, data.subarray(0, 20)]);
        socket.destroy();
        return;
      }
      taken = Buffer.concat([taken, data]);
      if (taken.subarray(-PRINTED.length).equals(PRINTED)) {
        taken = taken.subarray(0, -PRINTED.length);
        socket.write(Buffer.from([0x00]));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("it listens on a port");
  const printer: TcpPrinter = {
    port: address.port,
    address: `127.0.0.1:${address.port}`,
    behaviour,
    papers,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
  return printer;
}
