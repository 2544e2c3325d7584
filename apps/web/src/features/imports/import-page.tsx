import { Link, useNavigate, useParams } from "@tanstack/react-router";
import type { ImportBatch, ImportRow, ListImportRows } from "@daybook/contract/imports";
import { newId } from "@daybook/contract/uuid";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { Figure, Figures } from "../../components/figures.tsx";
import { LoadingPage, Page } from "../../components/page.tsx";
import { Progress } from "../../components/progress.tsx";
import { showToast } from "../../components/toasts.tsx";
import { describeError } from "../../lib/describe-error.ts";
import { paths } from "../../lib/paths.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useAddress } from "../../lib/use-address.ts";
import { importTexts as texts } from "../../texts/en/imports.ts";
import { importFailureEn } from "@daybook/contract/texts/en-imports";
import { ImportRows } from "./import-rows.tsx";
import { PreviewActions } from "./preview-actions.tsx";
import { RowSheet } from "./row-sheet.tsx";
import classes from "./imports.module.css";

type Show = ListImportRows["show"];

const PATH = "/shell/imports/$id";

/** One import: its preview, its progress, its result and its undo. */
export function ImportPage() {
  const { id } = useParams({ from: PATH });
  const [search, change] = useAddress(PATH);
  const query = trpc.imports.get.useQuery({ id });
  const batch = query.data;
  if (batch === undefined) return <LoadingPage title={texts.title} query={query} />;
  const close = () => change({ sheet: undefined });
  const hasRows = batch.state !== "cancelled" && batch.state !== "reading";
  return (
    <Page
      query={query}
      title={batch.fileName}
      lead={
        <>
          <Link to={paths.imports}>{texts.back}</Link>
        </>
      }
    >
      <State batch={batch} />
      {hasRows ? <Counts batch={batch} /> : null}
      {hasRows ? (
        <ImportRows
          batch={batch}
          show={showOf(search.show)}
          onShow={(show) => change({ show })}
          onEdit={(row) => change({ sheet: String(row) })}
        />
      ) : null}
      {search.sheet === "undo" && batch.state === "done" ? (
        <UndoDialog batch={batch} onClose={close} />
      ) : null}
      {/^\d{1,7}$/.test(search.sheet ?? "") && batch.state === "preview" ? (
        <RowSheet batch={batch} row={Number(search.sheet)} onClose={close} />
      ) : null}
    </Page>
  );
}

/** The rows that the address names, or all. */
function showOf(name: string | undefined): Show {
  // safe because these are the keys of the texts
  const shows = Object.keys(texts.shows) as Show[];
  return shows.find((show) => show === name) ?? "all";
}

function State({ batch }: { readonly batch: ImportBatch }) {
  const formats = useFormats();
  const { state, rows, progress, failed, kept, failure } = batch;
  const { count } = formats;
  const toImport = rows.new + rows.changed;
  if (state === "preview") return <PreviewActions batch={batch} />;
  if (state === "reading")
    return (
      <>
        <Progress label={texts.reading(progress, count)} done={progress} all={null} />
        <CancelButton batch={batch} />
      </>
    );
  if (state === "committing")
    return (
      <>
        <Progress
          label={texts.committing(progress, toImport, count)}
          done={progress}
          all={toImport}
        />
        <CancelButton batch={batch} />
      </>
    );
  if (state === "undoing")
    return <Progress label={texts.undoing(progress, count)} done={progress} all={null} />;
  const imported = toImport - (failed - rows.wrong);
  return (
    <>
      <output className={classes.result}>
        {state === "done" ? <p>{texts.done(imported, count)}</p> : null}
        {state === "undone" ? <p>{texts.undone}</p> : null}
        {state === "cancelled" ? <p>{texts.cancelled}</p> : null}
        {failure === null ? null : <p>{importFailureEn[failure]}</p>}
        {failed > 0 && state === "done" ? <p>{texts.failed(failed, count)}</p> : null}
        {kept > 0 ? <p>{texts.kept(kept, count)}</p> : null}
      </output>
      {state === "done" ? <DoneActions batch={batch} /> : null}
    </>
  );
}

function DoneActions({ batch: { id, failed, kind } }: { readonly batch: ImportBatch }) {
  const navigate = useNavigate();
  return (
    <div className={classes.actions}>
      <Button
        onClick={() =>
          void navigate({ to: paths.import, params: { id }, search: { sheet: "undo" } })
        }
      >
        {texts.undo}
      </Button>
      {kind === "past_sales" ? (
        <Link to={paths.pastSales} search={{ import: id }}>
          {texts.openPastSales}
        </Link>
      ) : null}
      {failed > 0 ? (
        <a href={`/api/imports/${id}/rows?show=failed&format=csv`} download>
          {texts.failedFile}
        </a>
      ) : null}
    </div>
  );
}

function CancelButton({ batch: { id } }: { readonly batch: ImportBatch }) {
  const cancel = trpc.imports.cancel.useMutation();
  const run = () =>
    cancel.mutate(
      { key: newId(), id },
      { onError: (error) => showToast({ text: describeError(error) }) },
    );
  return (
    <Button pending={cancel.isPending} onClick={run}>
      {texts.cancel}
    </Button>
  );
}

interface UndoDialogProps {
  readonly batch: ImportBatch;
  readonly onClose: () => void;
}

function UndoDialog({ batch: { id, kind }, onClose }: UndoDialogProps) {
  const undo = trpc.imports.undo.useMutation();
  return (
    <Dialog title={texts.undoTitle} closeLabel={texts.close} onClose={onClose}>
      <p>{kind === "past_sales" ? texts.undoLeadPastSales : texts.undoLead}</p>
      <div role="alert">{undo.error === null ? null : <p>{describeError(undo.error)}</p>}</div>
      <div className={classes.actions}>
        <Button
          kind="primary"
          pending={undo.isPending}
          onClick={() => undo.mutate({ key: newId(), id }, { onSuccess: onClose })}
        >
          {texts.undo}
        </Button>
        <Button onClick={onClose}>{texts.keepIt}</Button>
      </div>
    </Dialog>
  );
}

function Counts({ batch }: { readonly batch: ImportBatch }) {
  const formats = useFormats();
  const { rows } = batch;
  const states: readonly ImportRow["state"][] = ["new", "changed", "unchanged", "wrong", "ignored"];
  return (
    <Figures label={texts.figures} line="phone">
      {states.map((state) => (
        <Figure
          key={state}
          small
          label={texts.rowStates[state]}
          text={formats.count(rows[state])}
          negative={state === "wrong" && rows.wrong > 0}
        />
      ))}
      {batch.kind === "products" ? (
        <>
          <Figure small label={texts.stock} text={formats.quantity(batch.stockMilli)} />
          <Figure small label={texts.retail} text={formats.money(batch.retailMinor)} />
        </>
      ) : null}
      {batch.pastSales === null ? null : (
        <PastSalesFigures batch={batch} summary={batch.pastSales} />
      )}
    </Figures>
  );
}

interface PastSalesFiguresProps {
  readonly batch: ImportBatch;
  readonly summary: NonNullable<ImportBatch["pastSales"]>;
}

/** What the past sales of a file add up to. */
function PastSalesFigures({ batch, summary }: PastSalesFiguresProps) {
  const formats = useFormats();
  const { sales, returns, unknownProducts, firstDay, lastDay } = summary;
  const day = (businessDate: string | null) =>
    businessDate === null ? texts.none : formats.fullDay(businessDate);
  return (
    <>
      <Figure small label={texts.pastSales} text={formats.count(sales - returns)} />
      <Figure small label={texts.pastReturns} text={formats.count(returns)} />
      <Figure small label={texts.pastUnknown} text={formats.count(unknownProducts)} />
      <Figure small label={texts.pastUnits} text={formats.quantity(batch.stockMilli)} />
      <Figure
        small
        label={texts.pastTotal}
        text={formats.money(batch.retailMinor)}
        negative={batch.retailMinor < 0}
      />
      <Figure small label={texts.pastFirstDay} text={day(firstDay)} />
      <Figure small label={texts.pastLastDay} text={day(lastDay)} />
    </>
  );
}
