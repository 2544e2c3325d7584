import { useEffect, useState } from "react";
import { FULL_YEARS_LIVE, MoveToArchive, PurgeArchive } from "@daybook/contract/archives";
import type { Archive, ArchivedRows } from "@daybook/contract/archives";
import { Button } from "../../components/button.tsx";
import { Details } from "../../components/details.tsx";
import { SelectField } from "../../components/fields.tsx";
import { Form } from "../../components/form.tsx";
import { Loaded, Success } from "../../components/notices.tsx";
import { Section } from "../../components/page.tsx";
import { usePasswordGate } from "../../components/password-gate.tsx";
import { showToast } from "../../components/toasts.tsx";
import { useContractForm } from "../../components/use-contract-form.ts";
import { describeError } from "../../lib/describe-error.ts";
import { useAllowed, useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { closedYearsTexts as texts } from "../../texts/en/closed-years.ts";

/** What is in the archive of closed years, and for owners what can be moved. */
export function ClosedYears() {
  const archive = trpc.archives.get.useQuery({});
  const mayMove = useAllowed("backups.restore");
  return (
    <Section title={texts.title}>
      <p className="muted">{texts.lead}</p>
      <Loaded query={archive} data={archive.data} shape="fields" lines={2}>
        {(data) => (
          <>
            <Present archive={data} />
            {mayMove ? <Moves archive={data} /> : null}
          </>
        )}
      </Loaded>
    </Section>
  );
}

function Present({ archive: { present, retentionYears } }: { readonly archive: Archive }) {
  const formats = useFormats();
  const kept = [texts.retention, texts.years(retentionYears)] as const;
  if (present === null) return <Details items={[[texts.archived, texts.nothing], kept]} />;
  return (
    <Details
      items={[
        [texts.archived, texts.before(present.beforeYear)],
        [texts.rows, texts.rowsOf(present.rows, formats.count)],
        [texts.moved, formats.moment(present.movedAt)],
        kept,
      ]}
    />
  );
}

function Moves({ archive }: { readonly archive: Archive }) {
  const [isWaiting, setWaiting] = useWaitForMove(archive);
  if (isWaiting) return <Success>{texts.started}</Success>;
  const { present, latestYear } = archive;
  const purgeYear = latestPurge(archive);
  return (
    <>
      {present === null || present.beforeYear < latestYear ? (
        <MoveForm archive={archive} onStarted={setWaiting} />
      ) : null}
      {purgeYear === null ? null : (
        <PurgeForm archive={archive} latest={purgeYear} onStarted={setWaiting} />
      )}
      {present === null ? null : <BringBack onStarted={setWaiting} />}
    </>
  );
}

/** The audit log of the years before this one need not be kept any more; null if there is none. */
function latestPurge({ present, latestYear, retentionYears }: Archive): number | null {
  if (present === null || present.rows.auditEntries === 0) return null;
  const thisYear = latestYear + FULL_YEARS_LIVE;
  return Math.min(present.beforeYear, thisYear - retentionYears);
}

const MOST_YEARS = 15;

function yearsDownFrom(latest: number): { readonly value: string; readonly label: string }[] {
  return Array.from({ length: MOST_YEARS }, (_, index) => {
    const year = String(latest - index);
    return { value: year, label: year };
  });
}

interface StartProps {
  readonly onStarted: () => void;
}

function MoveForm({ archive, onStarted }: StartProps & { readonly archive: Archive }) {
  const { latestYear } = archive;
  const confirmed = usePasswordGate();
  const most = trpc.archives.preview.useQuery({ beforeYear: latestYear });
  const move = trpc.archives.move.useMutation();
  const form = useContractForm({
    contract: MoveToArchive,
    draft: null,
    initial: { beforeYear: String(latestYear) },
    input: ({ beforeYear }) => ({ beforeYear: Number(beforeYear) }),
    send: (input) => confirmed(() => move.mutateAsync(input)),
    onSaved: onStarted,
  });
  const field = form.field("beforeYear");
  if (most.data !== undefined && isNothing(most.data.rows))
    return <p>{texts.nothingYet(latestYear)}</p>;
  return (
    <Form form={form} label={texts.move} submitLabel={texts.move}>
      <SelectField
        field={field}
        label={texts.year}
        hint={texts.yearHint(latestYear)}
        choices={yearsDownFrom(latestYear)}
      />
      <WouldMove beforeYear={Number(field.value)} />
      <p className="muted">{texts.pause}</p>
    </Form>
  );
}

function WouldMove({ beforeYear }: { readonly beforeYear: number }) {
  const formats = useFormats();
  const { data } = trpc.archives.preview.useQuery({ beforeYear });
  if (data === undefined) return null;
  return (
    <p>
      {isNothing(data.rows)
        ? texts.wouldMoveNothing
        : texts.wouldMove(texts.rowsOf(data.rows, formats.count))}
    </p>
  );
}

const isNothing = (rows: ArchivedRows) => Object.values(rows).every((count: number) => count === 0);

interface PurgeFormProps extends StartProps {
  readonly archive: Archive;
  readonly latest: number;
}

function PurgeForm({ archive, latest, onStarted }: PurgeFormProps) {
  const confirmed = usePasswordGate();
  const purge = trpc.archives.purge.useMutation();
  const form = useContractForm({
    contract: PurgeArchive,
    draft: null,
    initial: { beforeYear: String(latest) },
    input: ({ beforeYear }) => ({ beforeYear: Number(beforeYear) }),
    send: (input) => confirmed(() => purge.mutateAsync(input)),
    onSaved: onStarted,
  });
  return (
    <Form form={form} label={texts.purge} submitLabel={texts.purge}>
      <SelectField
        field={form.field("beforeYear")}
        label={texts.purgeYear}
        hint={texts.purgeHint(archive.retentionYears)}
        choices={yearsDownFrom(latest)}
      />
    </Form>
  );
}

function BringBack({ onStarted }: StartProps) {
  const confirmed = usePasswordGate();
  const back = trpc.archives.bringBack.useMutation();
  const start = async (): Promise<void> => {
    try {
      await confirmed(() => back.mutateAsync({}));
      onStarted();
    } catch (error) {
      showToast({ text: describeError(error) });
    }
  };
  return (
    <Button pending={back.isPending} onClick={() => void start()}>
      {texts.back}
    </Button>
  );
}

const ASK_EVERY_MS = 1_000;

/** Whether a move was started and its result is not known yet; asks until the server is back. */
function useWaitForMove(archive: Archive): readonly [boolean, () => void] {
  const utils = trpc.useUtils();
  const [before, setBefore] = useState<string | null>(null);
  useEffect(() => {
    if (before === null) return undefined;
    let wasAway = false;
    const timer = setInterval(() => {
      utils.client.archives.get.query({}).then(
        (now) => {
          const isMoved = JSON.stringify(now.present) !== before;
          if (!isMoved && !wasAway) return;
          setBefore(null);
          utils.archives.get.setData({}, now);
          showToast({ text: isMoved ? texts.done : texts.notDone });
        },
        () => {
          wasAway = true;
        },
      );
    }, ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [before, utils]);
  return [before !== null, () => setBefore(JSON.stringify(archive.present))];
}
