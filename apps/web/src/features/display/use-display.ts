import { useEffect, useState } from "react";
import type { DisplayView } from "@daybook/contract/display";
import { TillId } from "@daybook/contract/ids";
import { connectionStore, useAwayForLong } from "../../lib/connection.ts";
import { refusalOf } from "../../lib/refusal-of.ts";
import { trpc } from "../../lib/trpc.ts";

/** Why a display can show nothing until someone does something. */
export type DisplayProblem = "unknown" | "revoked" | "forbidden";

export interface DisplayFeed {
  /** Null before the first answer. */
  readonly view: DisplayView | null;
  readonly problem: DisplayProblem | null;
  /** The server has been unreachable for some seconds: what the till shows now is unknown. */
  readonly lost: boolean;
}

const PROBLEMS: Readonly<Record<string, DisplayProblem>> = {
  not_found: "unknown",
  invalid_input: "unknown",
  till_revoked: "revoked",
  forbidden: "forbidden",
};

const REOPEN_AFTER_MS = 2000;
/** A till that was revoked may be one again. */
const ASK_AGAIN_MS = 30_000;

/** Follows what a till shows its customer; connects again by itself. */
export function useDisplay(tillId: string): DisplayFeed {
  const me = trpc.auth.me.useQuery({});
  const signedIn = me.data !== undefined;
  const { auth, client } = trpc.useUtils();
  const [feed, setFeed] = useState<Omit<DisplayFeed, "lost">>({ view: null, problem: null });
  const lost = useAwayForLong();
  useEffect(() => {
    if (!signedIn) return undefined;
    let reopening: number | undefined;
    let stream: { unsubscribe(): void } | null = null;
    const open = () => {
      stream = client.display.watch.subscribe(
        // Another text than an id is refused by the server like an unknown one.
        { tillId: TillId.safeParse(tillId).data ?? NO_TILL },
        {
          onData: (view) => {
            connectionStore.set("live");
            setFeed({ view, problem: null });
          },
          onError: (error) => {
            const code = refusalOf(error)?.code ?? "";
            const problem = PROBLEMS[code] ?? null;
            if (code === "not_signed_in") void auth.me.invalidate();
            if (problem !== null) setFeed({ view: null, problem });
            if (problem !== null) connectionStore.set("live");
            reopening = window.setTimeout(open, problem === null ? REOPEN_AFTER_MS : ASK_AGAIN_MS);
          },
        },
      );
    };
    open();
    return () => {
      window.clearTimeout(reopening);
      stream?.unsubscribe();
    };
  }, [auth, client, tillId, signedIn]);
  return { ...feed, lost };
}

/** An id that no till has. */
const NO_TILL = TillId.parse("00000000-0000-7000-8000-000000000000");
