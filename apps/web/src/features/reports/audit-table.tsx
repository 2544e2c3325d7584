import { Link } from "@tanstack/react-router";
import { paths } from "../../lib/paths.ts";
import { DataTable } from "../../components/data-table.tsx";
import type { Column } from "../../components/data-table.tsx";
import { useFormats } from "../../lib/shop-context.tsx";
import { auditTexts as texts } from "../../texts/en/audit.ts";
import { actionText, auditChanges, auditedName, entityText } from "./audit-changes.ts";
import type { AuditChange, AuditEntry } from "./audit-changes.ts";
import { auditLink } from "./audit-links.ts";
import classes from "./audit-table.module.css";

interface AuditTableProps {
  readonly rows: readonly AuditEntry[];
  /** Hides the name of the record on its own page. */
  readonly ofOneThing?: boolean;
}

/** Audit entries with their changed fields. */
export function AuditTable({ rows, ofOneThing = false }: AuditTableProps) {
  const formats = useFormats();
  const columns: Column<AuditEntry>[] = [
    {
      key: "what",
      title: texts.what,
      phone: "name",
      cell: (entry) => (
        <Link to={paths.audit} search={{ entity: entry.entity, id: entry.entityId }}>
          {actionText(entry.action)}
        </Link>
      ),
    },
    ...(ofOneThing ? [] : [ABOUT]),
    {
      key: "when",
      title: texts.when,
      cell: ({ at }) => <span className="num">{formats.moment(at)}</span>,
    },
    { key: "who", title: texts.who, cell: ({ user }) => user?.name ?? texts.program },
    { key: "change", title: texts.change, cell: (entry) => <Changes entry={entry} /> },
  ];
  return <DataTable label={texts.list} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}

const ABOUT: Column<AuditEntry> = {
  key: "about",
  title: texts.about,
  cell: (entry) => {
    const link = auditLink(entry);
    const name = auditedName(entry) ?? entityText(entry.entity);
    return link === null ? name : <Link {...link}>{name}</Link>;
  },
};

/** Further fields are collapsed. */
const SHOWN = 4;

function Changes({ entry }: { readonly entry: AuditEntry }) {
  const formats = useFormats();
  const changes = auditChanges(entry, formats);
  return (
    <>
      {changes.length > SHOWN ? (
        <details className={classes.details}>
          <summary>{texts.more(changes.length)}</summary>
          <ChangeList changes={changes} />
        </details>
      ) : (
        <ChangeList changes={changes} />
      )}
      {entry.reason === "" ? null : <p className={classes.reason}>{texts.reason(entry.reason)}</p>}
    </>
  );
}

function ChangeList({ changes }: { readonly changes: readonly AuditChange[] }) {
  if (changes.length === 0) return null;
  return (
    <ul className={classes.changes}>
      {changes.map(({ field, before, after }) => (
        <li key={field}>
          {before === null ? texts.set(field, after) : texts.changed(field, before, after)}
        </li>
      ))}
    </ul>
  );
}
