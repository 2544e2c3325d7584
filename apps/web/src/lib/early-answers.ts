import type { getFetch } from "@trpc/client";

type ClientFetch = ReturnType<typeof getFetch>;

/** An answer belongs to the start of the page, when nothing can have changed in between. */
const START_MS = 10_000;

interface Answer {
  readonly status: number;
  readonly text: string;
}

const answers = new Map<string, Promise<Answer>>();

/** Asks for something that the page will ask for under the same address; `fetchOrEarlyAnswer` then uses this answer. */
export function askEarly(url: string): Promise<Answer> {
  const answer = fetch(url).then(async (response) => ({
    status: response.status,
    text: await response.text(),
  }));
  answers.set(url, answer);
  return answer;
}

/**
 * `fetch`, except that an answer asked for early is taken once. A request that may change something ends that: what was
 * answered before it may be old.
 */
export const fetchOrEarlyAnswer: ClientFetch = (input, init) => {
  // safe because the client names what it sends as a browser does
  const ask = () => fetch(String(input), init as RequestInit);
  const url = String(input);
  const answer = answers.get(url);
  answers.delete(url);
  if ((init?.method ?? "GET") !== "GET" || performance.now() > START_MS) answers.clear();
  else if (answer !== undefined)
    return answer.then(({ status, text }) => new Response(text, { status }), ask);
  return ask();
};
