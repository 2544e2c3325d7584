import { useEffect, useRef, useState } from "react";
import type { ChangeEvent, FormEvent } from "react";
import {
  SETUP_BACKUP_PATH,
  SETUP_PASSPHRASE_HEADER,
  SETUP_TOKEN_HEADER,
} from "@daybook/contract/backups";
import { readRefusal } from "@daybook/contract/refusal";
import { Button } from "../../components/button.tsx";
import { PasswordField } from "../../components/fields.tsx";
import { Success } from "../../components/notices.tsx";
import { Section } from "../../components/page.tsx";
import { describeRefusal } from "../../lib/describe-error.ts";
import { needsPassphrase } from "../../lib/passphrase-needed.ts";
import { paths } from "../../lib/paths.ts";
import { trpc } from "../../lib/trpc.ts";
import { noAnswer } from "../../texts/en/notices.ts";
import { setUpTexts as texts } from "../../texts/en/set-up.ts";

type State = "choosing" | "sending" | "restored";

interface Refused {
  readonly sentence: string;
  /** The file is encrypted: it can be sent again with its passphrase. */
  readonly encrypted: File | null;
}

/** Setup from a backup instead of the two steps. */
export function RestoreStep({ token }: { readonly token: string }) {
  const input = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<State>("choosing");
  const [refused, setRefused] = useState<Refused | null>(null);
  const send = async (file: File, passphrase: string) => {
    setState("sending");
    const answer = await sendBackup(file, { token, passphrase });
    setRefused(answer);
    setState(answer === null ? "restored" : "choosing");
  };
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.currentTarget.files ?? [];
    // So that the same file can be chosen again.
    event.currentTarget.value = "";
    if (file !== undefined) void send(file, "");
  };
  const encrypted = refused?.encrypted ?? null;
  return (
    <Section title={texts.backup}>
      {state === "restored" ? (
        <Restored />
      ) : (
        <>
          <p className="muted">{texts.backupWhy}</p>
          <Button pending={state === "sending"} onClick={() => input.current?.click()}>
            {texts.chooseBackup}
          </Button>
          <input ref={input} type="file" hidden aria-label={texts.chooseBackup} onChange={choose} />
          {state === "sending" ? <output>{texts.restoring}</output> : null}
          <div role="alert">
            {refused === null || encrypted !== null ? null : <p>{refused.sentence}</p>}
          </div>
          {encrypted === null ? null : (
            <Passphrase
              error={refused?.sentence ?? null}
              isSending={state === "sending"}
              onEntered={(passphrase) => void send(encrypted, passphrase)}
            />
          )}
        </>
      )}
    </Section>
  );
}

interface PassphraseProps {
  readonly error: string | null;
  readonly isSending: boolean;
  readonly onEntered: (passphrase: string) => void;
}

/** Asks for the passphrase of the file that was chosen. */
function Passphrase({ error, isSending, onEntered }: PassphraseProps) {
  const [passphrase, setPassphrase] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onEntered(passphrase);
  };
  return (
    <form onSubmit={submit}>
      <PasswordField
        field={{ path: "passphrase", value: passphrase, error, change: setPassphrase }}
        label={texts.passphrase}
        autoComplete="off"
        focused
      />
      <Button kind="primary" type="submit" pending={isSending}>
        {texts.openBackup}
      </Button>
    </form>
  );
}

/** Null if the backup was restored; otherwise why not. */
async function sendBackup(
  file: File,
  { token, passphrase }: { readonly token: string; readonly passphrase: string },
): Promise<Refused | null> {
  try {
    const response = await fetch(SETUP_BACKUP_PATH, {
      method: "POST",
      headers: {
        "content-type": "application/octet-stream",
        [SETUP_TOKEN_HEADER]: token,
        [SETUP_PASSPHRASE_HEADER]: encodeURIComponent(passphrase),
      },
      body: file,
    });
    if (response.ok) return null;
    const refusal = readRefusal(await response.json());
    if (refusal === null) return { sentence: noAnswer, encrypted: null };
    return {
      sentence: describeRefusal(refusal),
      encrypted: needsPassphrase(refusal) ? file : null,
    };
  } catch {
    return { sentence: noAnswer, encrypted: null };
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
