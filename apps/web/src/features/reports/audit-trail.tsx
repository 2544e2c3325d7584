import { Link } from "@tanstack/react-router";
import { paths } from "../../lib/paths.ts";
import { Loaded } from "../../components/notices.tsx";
import { Section } from "../../components/page.tsx";
import { trpc } from "../../lib/trpc.ts";
import { auditTexts as texts } from "../../texts/en/audit.ts";
import { AuditTable } from "./audit-table.tsx";

interface AuditTrailProps {
  readonly entity: string;
  readonly entityId: string;
}

const SHOWN = 10;

/** The change history of one record on its page; for users who may read the audit log. */
export function AuditTrail({ entity, entityId }: AuditTrailProps) {
  const query = trpc.reports.audit.useQuery({ entity, entityId, limit: SHOWN });
  if (query.data?.items.length === 0) return null;
  return (
    <Section
      title={texts.history}
      aside={
        <Link to={paths.audit} search={{ entity, id: entityId }}>
          {texts.inLog}
        </Link>
      }
    >
      <Loaded query={query} data={query.data?.items} lines={3}>
        {(rows) => <AuditTable rows={rows} ofOneThing />}
      </Loaded>
    </Section>
  );
}
