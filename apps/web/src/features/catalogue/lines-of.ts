/** The lines of a text stream, each as soon as it is complete. */
export async function* linesOf(pieces: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = pieces.getReader();
  const decoder = new TextDecoder();
  let begun = "";
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      const lines = (begun + decoder.decode(next.value, { stream: true })).split("\n");
      begun = lines.pop() ?? "";
      yield* lines;
    }
    if (begun !== "") yield begun;
  } finally {
    // Cancels the stream if the reader stops.
    await reader.cancel().catch(() => undefined);
  }
}
