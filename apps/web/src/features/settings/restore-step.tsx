import { useEffect, useRef, useState } from "react";
import type { ChangeEvent } from "react";
import { SETUP_BACKUP_PATH, SETUP_TOKEN_HEADER } from "@daybook/contract/backups";
import { readRefusal } from "@daybook/contract/refusal";
import { Button } from "../../components/button.tsx";
import { Success } from "../../components/notices.tsx";
import { Section } from "../../components/page.tsx";
import { describeRefusal } from "../../lib/describe-error.ts";
import { paths } from "../../lib/paths.ts";
import { trpc } from "../../lib/trpc.ts";
import { noAnswer } from "../../texts/en/notices.ts";
import { setUpTexts as texts } from "../../texts/en/set-up.ts";

type State = "choosing" | "sending" | "restored";

/** Setup from a backup instead of the two steps. */
export function RestoreStep({ token }: { readonly token: string }) {
  const input = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<State>("choosing");
  const [problem, setProblem] = useState<string | null>(null);
  const send = async (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.currentTarget.files ?? [];
    // So that the same file can be chosen again.
    event.currentTarget.value = "";
    if (file === undefined) return;
    setState("sending");
    const refused = await sendBackup(file, token);
    setProblem(refused);
    setState(refused === null ? "restored" : "choosing");
  };
  return (
    <Section title={texts.backup}>
      {state === "restored" ? (
        <Restored />
      ) : (
        <>
          <p className="muted">{texts.backupWhy}</p>
          <input
            ref={input}
            type="file"
            hidden
            aria-label={texts.chooseBackup}
            onChange={(event) => void send(event)}
          />
          <Button pending={state === "sending"} onClick={() => input.current?.click()}>
            {texts.chooseBackup}
          </Button>
          {state === "sending" ? <output>{texts.restoring}</output> : null}
          <div role="alert">{problem === null ? null : <p>{problem}</p>}</div>
        </>
      )}
    </Section>
  );
}

/** Null if the backup was restored; otherwise the sentence that says why not. */
async function sendBackup(file: File, token: string): Promise<string | null> {
  try {
    const response = await fetch(SETUP_BACKUP_PATH, {
      method: "POST",
      headers: { "content-type": "application/octet-stream", [SETUP_TOKEN_HEADER]: token },
      body: file,
    });
    if (response.ok) return null;
    const refusal = readRefusal(await response.json());
    return refusal === null ? noAnswer : describeRefusal(refusal);
  } catch {
    return noAnswer;
  }
}

const ASK_EVERY_MS = 1_000;

/** As soon as the server knows the shop, it has started again. */
function Restored() {
  const status = trpc.setup.status.useQuery({}, { refetchInterval: ASK_EVERY_MS });
  const isReady = status.data?.setUp === true;
  useEffect(() => {
    if (isReady) window.location.assign(paths.signIn);
  }, [isReady]);
  return <Success>{texts.restored}</Success>;
}
