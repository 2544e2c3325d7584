import type { DisplayShown, DisplayState, DisplayWatchers } from "@daybook/contract/display";
import type { Shown } from "./display-state.ts";

export interface DisplaySenderOptions {
  readonly send: (state: DisplayState) => Promise<DisplayShown>;
  /** Runs a function soon, when the browser has nothing else to do. */
  readonly soon: (run: () => void) => void;
  /** The device's UTC milliseconds. */
  readonly now: () => number;
}

export interface DisplaySender {
  /** How many displays there are: with none, nothing is worked out or sent. */
  setWatchers(watchers: DisplayWatchers): void;
  /** What is to be shown from now on; called when it is sent. Null sends nothing. */
  show(current: () => Shown | null): void;
}

/**
 * Sends what the displays of this till show: after the screen has changed, at most one request at a time, and only the
 * newest state. Failed requests are not repeated: the connection tells when displays are back.
 */
export function createDisplaySender({ send, soon, now }: DisplaySenderOptions): DisplaySender {
  let displays = 0;
  let lastSeq = 0;
  let current: () => Shown | null = () => null;
  let lastSent = "";
  let planned = false;
  let sending = false;

  const plan = () => {
    if (planned || sending || displays === 0) return;
    planned = true;
    soon(() => {
      planned = false;
      void sendNow();
    });
  };
  const sendNow = async () => {
    const shown = displays === 0 ? null : current();
    if (shown === null) return;
    const text = JSON.stringify(shown);
    if (text === lastSent) return;
    lastSent = text;
    lastSeq = Math.max(lastSeq + 1, now());
    sending = true;
    try {
      const { taken } = await send({ ...shown, seq: lastSeq });
      // Another page of this till has shown something newer.
      if (!taken) lastSent = "";
    } catch {
      lastSent = "";
    }
    sending = false;
    // Something may have changed since; the same state is not sent twice.
    if (lastSent !== "") plan();
  };

  return {
    setWatchers(watchers) {
      // A new display shows the server's last state, which may be missing after a restart.
      if (watchers.displays > displays || watchers.lastSeq < lastSeq) lastSent = "";
      ({ displays } = watchers);
      lastSeq = Math.max(lastSeq, watchers.lastSeq);
      plan();
    },
    show(next) {
      current = next;
      plan();
    },
  };
}
