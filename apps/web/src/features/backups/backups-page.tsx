import { Link } from "@tanstack/react-router";
import type { Backup, Backups } from "@daybook/contract/backups";
import { Button } from "../../components/button.tsx";
import { DataTable } from "../../components/data-table.tsx";
import { Details } from "../../components/details.tsx";
import { Banner, EmptyState, Loaded } from "../../components/notices.tsx";
import { Page, Section } from "../../components/page.tsx";
import { usePasswordGate } from "../../components/password-gate.tsx";
import { Pill } from "../../components/pill.tsx";
import { RowActions } from "../../components/row-actions.tsx";
import { RowMenu, RowMenuItem, RowMenuLink } from "../../components/row-menu.tsx";
import { showToast } from "../../components/toasts.tsx";
import { describeError } from "../../lib/describe-error.ts";
import { paths } from "../../lib/paths.ts";
import { refusalOf } from "../../lib/refusal-of.ts";
import { useAllowed, useFormats, useShop } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useAddress } from "../../lib/use-address.ts";
import { backupTexts as texts } from "../../texts/en/backups.ts";
import { ClosedYears } from "./closed-years.tsx";
import { PassphraseForm } from "./passphrase-form.tsx";
import { RestoreDialog } from "./restore-dialog.tsx";
import { SecondFolderForm } from "./second-folder-form.tsx";
import classes from "./backups-page.module.css";

/** The backups of the shop: their state, the list, and where they are kept. */
export function BackupsPage() {
  const [search, change] = useAddress("/shell/settings/backups");
  const mayRestore = useAllowed("backups.restore");
  const backups = trpc.backups.list.useQuery({});
  const isUnavailable = refusalOf(backups.error)?.code === "no_backups";
  if (isUnavailable)
    return (
      <Page title={texts.title}>
        <EmptyState title={texts.unavailable} />
      </Page>
    );
  return (
    <Page title={texts.title} lead={texts.lead} action={<MakeBackup />} query={backups}>
      <Loaded query={backups} data={backups.data} lines={6}>
        {(data) => (
          <>
            <State backups={data} />
            <List items={data.items} />
            <Places folder={data.folder} />
            <ClosedYears />
          </>
        )}
      </Loaded>
      {search.sheet !== undefined && mayRestore ? (
        <RestoreDialog name={search.sheet} onClose={() => change({ sheet: undefined })} />
      ) : null}
    </Page>
  );
}

function MakeBackup() {
  const make = trpc.backups.create.useMutation({
    onSuccess: () => showToast({ text: texts.made }),
    onError: (error) => showToast({ text: describeError(error) }),
  });
  return (
    <Button kind="primary" pending={make.isPending} onClick={() => make.mutate({})}>
      {texts.make}
    </Button>
  );
}

function State({ backups }: { readonly backups: Backups }) {
  const formats = useFormats();
  const { items, nextAt, secondPlace, bucket, drill, overdue, lastFailure } = backups;
  const [newest] = items;
  return (
    <>
      {overdue ? <Banner>{texts.overdue}</Banner> : null}
      {lastFailure === null ? null : (
        <Banner>{texts.failed(lastFailure.why, formats.moment(lastFailure.at))}</Banner>
      )}
      <div className={classes.state}>
        <Details
          items={[
            [texts.last, newest === undefined ? texts.none : formats.moment(newest.madeAt)],
            [texts.next, nextAt === null ? texts.nothingToSave : formats.moment(nextAt)],
            [texts.secondPlace, <SecondPlace key="second" state={secondPlace} />],
            ...(bucket === "none"
              ? []
              : [[texts.bucket, <SecondPlace key="bucket" state={bucket} />] as const]),
            [texts.drill, textOfDrill(drill, formats.count)],
          ]}
        />
      </div>
    </>
  );
}

function SecondPlace({ state }: { readonly state: Backups["secondPlace"] }) {
  const name = texts.secondPlaces[state];
  return state === "unplugged" || state === "behind" ? <Pill tone="warn">{name}</Pill> : name;
}

function textOfDrill(drill: Backups["drill"], format: (n: number) => string): string {
  if (drill === null) return texts.neverTried;
  return drill.ok ? texts.drillOk(format(Math.ceil(drill.tookMs / 1000))) : texts.drillFailed;
}

function List({ items }: { readonly items: readonly Backup[] }) {
  const formats = useFormats();
  const mayRestore = useAllowed("backups.restore");
  if (items.length === 0) return <EmptyState title={texts.emptyTitle}>{texts.empty}</EmptyState>;
  return (
    <DataTable
      label={texts.list}
      rows={items}
      rowKey={({ name }) => name}
      columns={[
        {
          key: "when",
          title: texts.when,
          phone: "name",
          cell: ({ name, madeAt }) =>
            mayRestore ? (
              <Link to={paths.backups} search={{ sheet: name }}>
                {formats.fullMoment(madeAt)}
              </Link>
            ) : (
              <span className="num">{formats.fullMoment(madeAt)}</span>
            ),
        },
        { key: "kind", title: texts.kind, cell: ({ trigger }) => texts.triggers[trigger] },
        {
          key: "size",
          title: texts.size,
          figure: true,
          phone: "number",
          cell: ({ sizeBytes }) => <Size bytes={sizeBytes} />,
        },
        {
          key: "content",
          title: texts.content,
          cell: ({ counts }) => (counts === null ? "–" : texts.contentOf(counts, formats.count)),
        },
        { key: "state", title: texts.state, cell: (backup) => <Checked backup={backup} /> },
        {
          key: "actions",
          title: texts.actions,
          cell: (backup) => (mayRestore ? <Actions backup={backup} /> : null),
        },
      ]}
    />
  );
}

function Size({ bytes }: { readonly bytes: number }) {
  const { settings } = useShop();
  const format = new Intl.NumberFormat(settings.locale, { maximumFractionDigits: 1 });
  return texts.megabytes(bytes, (n) => format.format(n));
}

function Checked({ backup: { checked, encrypted } }: { readonly backup: Backup }) {
  if (encrypted) return <Pill tone="normal">{texts.encrypted}</Pill>;
  return checked ? (
    <Pill tone="normal">{texts.checked}</Pill>
  ) : (
    <Pill tone="warn">{texts.notChecked}</Pill>
  );
}

function Actions({ backup }: { readonly backup: Backup }) {
  const formats = useFormats();
  const download = useDownload();
  return (
    <RowActions>
      <RowMenu label={texts.moreFor(formats.fullMoment(backup.madeAt))}>
        <RowMenuItem onSelect={() => void download(backup.name)}>{texts.download}</RowMenuItem>
        <RowMenuLink to={paths.backups} search={{ sheet: backup.name }}>
          {texts.restoreIt}
        </RowMenuLink>
      </RowMenu>
    </RowActions>
  );
}

/** Asks for the password first, if it is required: a download cannot. */
function useDownload() {
  const confirmed = usePasswordGate();
  const { client } = trpc.useUtils();
  return async (name: string): Promise<void> => {
    try {
      await confirmed(() => client.backups.get.query({ name }));
      window.location.assign(`/api/backups/${encodeURIComponent(name)}/file`);
    } catch (error) {
      showToast({ text: describeError(error) });
    }
  };
}

function Places({ folder }: { readonly folder: string }) {
  const settings = trpc.backups.settings.useQuery({});
  const mayChange = useAllowed("backups.restore");
  return (
    <Section title={texts.where}>
      <Loaded query={settings} data={settings.data} shape="fields" lines={2}>
        {(data) => (
          <>
            <Details
              items={[
                [texts.folder, folder],
                ...(mayChange
                  ? []
                  : [[texts.secondFolder, data.secondFolder || texts.none] as const]),
              ]}
            />
            {mayChange ? (
              <>
                <SecondFolderForm key={`folder ${data.version}`} settings={data} />
                <PassphraseForm key={`passphrase ${data.version}`} settings={data} />
              </>
            ) : null}
          </>
        )}
      </Loaded>
    </Section>
  );
}
