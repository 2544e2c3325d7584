import { once } from "node:events";
import { createServer } from "node:http";
import type { ServerResponse } from "node:http";
import { connect } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { createOneAtATime } from "./one-at-a-time.ts";

const REQUEST = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
let close: () => void = () => undefined;
afterEach(() => close());

/** A server that holds back its responses, and a connection to it. */
async function open(stalledMs?: number): Promise<{ socket: Socket; responses: ServerResponse[] }> {
  const responses: ServerResponse[] = [];
  const turns = createOneAtATime({
    onRequest: (_request, response) => void responses.push(response),
    stalledMs,
  });
  const server = createServer(turns.onRequest).listen(0, "127.0.0.1");
  await once(server, "listening");
  // safe because a server that listens on a port has an address
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  socket.on("error", () => undefined);
  close = () => {
    turns.stop();
    socket.destroy();
    server.close();
    server.closeAllConnections();
  };
  return { socket, responses };
}

test("[fault B1] the second request of a connection is processed once the first response is sent", async () => {
  const { socket, responses } = await open();
  let answers = "";
  socket.setEncoding("utf8").on("data", (text: string) => (answers += text));
  socket.write(REQUEST.repeat(10));
  for (let index = 1; index <= 10; index++) {
    await expect.poll(() => responses.length).toBe(index);
    responses[index - 1]?.end(`answer ${index}.`);
  }
  await expect.poll(() => answers).toContain("answer 10.");
});

test("[fault B1] a connection that sends many requests ahead is closed", async () => {
  const { socket, responses } = await open();
  socket.resume().write(REQUEST.repeat(400));
  await once(socket, "close");
  expect(responses.length).toBe(1);
});

test("[fault B1] a connection that reads nothing of its response is closed", async () => {
  const { socket, responses } = await open(40);
  socket.write(REQUEST);
  await expect.poll(() => responses.length).toBe(1);
  const [answer] = responses;
  if (answer === undefined) throw new Error("there is an answer to give");
  const piece = Buffer.alloc(64 * 1024);
  const more = (): void => {
    while (answer.write(piece));
  };
  answer.on("drain", more);
  more();
  await once(answer, "close");
  expect(answer.writableFinished).toBe(false);
});
