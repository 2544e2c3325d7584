import { lookup } from "node:dns/promises";
import net from "node:net";
import { isLocalAddress } from "@daybook/contract/printer-address";
import { PrinterFault } from "./printer-line.ts";
import type { PrinterLimits, PrinterLine } from "./printer-line.ts";

/** So that a printer that stops is noticed, also in the middle of a long paper. */
const PIECE_BYTES = 4096;

/**
 * Connects to a printer in the shop's network. A name is looked up here and its address checked, so that a name cannot
 * lead to the internet. Rejects with `PrinterFault`.
 */
export async function openNetworkLine(
  { host, port }: { readonly host: string; readonly port: number },
  limits: PrinterLimits,
): Promise<PrinterLine> {
  const address = await localAddressOf(host, limits);
  const socket = net.connect({ host: address, port, noDelay: true });
  // Every failure arrives at the call that waits; without one it is stored for the next.
  let failure: PrinterFault | null = null;
  let ended = false;
  const answers: Buffer[] = [];
  socket.on("error", (error) => (failure ??= new PrinterFault("unreachable", error)));
  socket.on("data", (data) => answers.push(data));
  socket.on("end", () => (ended = true));
  const next = (event: string, withinMs: number): Promise<boolean> =>
    new Promise((resolve) => {
      const done = (happened: boolean) => () => {
        clearTimeout(timer);
        for (const name of [event, "close"]) socket.off(name, finished);
        socket.off("error", finished);
        resolve(happened);
      };
      const finished = done(true);
      const timer = setTimeout(done(false), withinMs);
      for (const name of [event, "close"]) socket.once(name, finished);
      socket.once("error", finished);
    });
  const check = (): void => {
    if (failure !== null) throw failure;
    if (ended || socket.destroyed) throw new PrinterFault("unreachable");
  };
  if (!(await next("connect", limits.connectMs))) {
    socket.destroy();
    throw new PrinterFault("no_answer");
  }
  check();
  return {
    async write(bytes) {
      check();
      for (let from = 0; from < bytes.length; from += PIECE_BYTES) {
        await writePiece(socket, bytes.subarray(from, from + PIECE_BYTES), limits.idleMs);
        check();
      }
    },
    async read(withinMs) {
      if (answers.length === 0 && !ended && !socket.destroyed) await next("data", withinMs);
      if (answers.length === 0) check();
      return Buffer.concat(answers.splice(0));
    },
    async finish() {
      socket.end();
      if (!socket.destroyed) await next("close", limits.statusMs);
      socket.destroy();
      if (failure !== null) throw failure;
    },
    abandon: () => void socket.destroy(),
  };
}

/** Resolves when the system has taken the bytes, which it does as long as the printer takes some. */
function writePiece(socket: net.Socket, piece: Uint8Array, idleMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new PrinterFault("no_answer")), idleMs);
    socket.write(piece, (error) => {
      clearTimeout(late);
      if (error) reject(new PrinterFault("unreachable", error));
      else resolve();
    });
  });
}

async function localAddressOf(host: string, { connectMs }: PrinterLimits): Promise<string> {
  const found = net.isIP(host) === 0 ? await lookUp(host, connectMs) : [host];
  const local = found.find(isLocalAddress);
  if (local === undefined) throw new PrinterFault("not_local");
  return local;
}

async function lookUp(host: string, withinMs: number): Promise<string[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new PrinterFault("no_answer")), withinMs);
  });
  try {
    const found = await Promise.race([lookup(host, { all: true }), late]);
    return found.map(({ address }) => address);
  } catch (error) {
    throw error instanceof PrinterFault ? error : new PrinterFault("unreachable", error);
  } finally {
    clearTimeout(timer);
  }
}
