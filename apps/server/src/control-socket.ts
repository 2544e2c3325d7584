/** A door for commands of the same machine's same user, beside the books: whoever may open the file may use it. */
import { createHash } from "node:crypto";
import { chmodSync, lstatSync, mkdirSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import type { Server, Socket } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { z } from "zod";

const Command = z.strictObject({
  command: z.literal("reset-password"),
  login: z.string().min(1).max(60),
});
export type Command = z.infer<typeof Command>;

const Answer = z.discriminatedUnion("ok", [
  z.strictObject({ ok: z.literal(true), text: z.string() }),
  z.strictObject({ ok: z.literal(false), text: z.string() }),
]);
export type Answer = z.infer<typeof Answer>;

const MAX_BYTES = 4096;
/** Systems allow no longer path for a socket: 104 bytes with the zero at the end on macOS, 108 on Linux. */
const MAX_PATH_BYTES = 100;

/** Where the door of these books is: a socket file, on Windows a named pipe. */
export function controlPath(dataFolder: string): string {
  const name = createHash("sha256").update(dataFolder).digest("hex").slice(0, 16);
  if (process.platform === "win32") return `\\\\.\\pipe\\daybook-${name}`;
  const beside = join(dataFolder, "control.sock");
  if (Buffer.byteLength(beside) <= MAX_PATH_BYTES) return beside;
  return join(tmpdir(), `daybook-${process.getuid?.() ?? "any"}`, `${name}.sock`);
}

/** A folder for doors that lies where everybody may write must be this user's own. Throws where it is not. */
function prepareDoorFolder(path: string): void {
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid, mode } = lstatSync(folder);
  const isOwn = lstatSync(folder).isDirectory() && uid === process.getuid?.();
  if (!isOwn || (mode & 0o077) !== 0) throw new Error(`${folder} is not for this user alone`);
}

/** Opens the door. The caller holds the books' lock, so a file that lies there is a dead process's. */
export function openControlSocket(
  dataFolder: string,
  run: (command: Command) => Promise<string>,
): Promise<Server> {
  const path = controlPath(dataFolder);
  const isFile = process.platform !== "win32";
  if (isFile && dirname(path) !== dataFolder) prepareDoorFolder(path);
  if (isFile) rmSync(path, { force: true });
  const server = createServer((socket) => serve(socket, run));
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(path, () => {
      if (isFile) chmodSync(path, 0o600);
      resolve(server);
    });
  });
}

function serve(socket: Socket, run: (command: Command) => Promise<string>): void {
  let text = "";
  socket.setEncoding("utf8").setTimeout(5_000, () => socket.destroy());
  socket.on("error", () => socket.destroy());
  socket.on("data", (part: string) => {
    text += part;
    if (text.length > MAX_BYTES) return void socket.destroy();
    if (!text.endsWith("\n")) return;
    answer(text, run).then(
      (told) => socket.end(`${JSON.stringify(told)}\n`),
      () => socket.destroy(),
    );
  });
}

async function answer(text: string, run: (command: Command) => Promise<string>): Promise<Answer> {
  try {
    return { ok: true, text: await run(Command.parse(JSON.parse(text))) };
  } catch (error) {
    return { ok: false, text: error instanceof Error ? error.message : String(error) };
  }
}

/** Asks the running server of these books; null where none answers. */
export function askServer(dataFolder: string, command: Command): Promise<Answer | null> {
  const path = controlPath(dataFolder);
  if (process.platform !== "win32" && dirname(path) !== dataFolder) {
    try {
      prepareDoorFolder(path);
    } catch {
      return Promise.resolve(null);
    }
  }
  return new Promise((resolve) => {
    const socket = connect(path);
    let text = "";
    socket.setEncoding("utf8").setTimeout(10_000, () => socket.destroy());
    socket.on("error", () => resolve(null));
    socket.on("connect", () => socket.write(`${JSON.stringify(command)}\n`));
    socket.on("data", (part: string) => (text += part));
    socket.on("close", () => resolve(readAnswer(text)));
  });
}

function readAnswer(text: string): Answer | null {
  try {
    return Answer.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
