import type { PrintJob } from "@daybook/contract/printers";
import { DataTable } from "../../components/data-table.tsx";
import { Loaded } from "../../components/notices.tsx";
import { RowActions } from "../../components/row-actions.tsx";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { printingTexts as texts } from "../../texts/en/printing.ts";
import { nameOfJob, PrintActions } from "./print-actions.tsx";
import classes from "./printing.module.css";

/** What was printed last, what waits and what failed. */
export function LatestPrints() {
  const { moment } = useFormats();
  const jobs = trpc.printJobs.list.useQuery({ limit: 20 });
  return (
    <section className={classes.prints}>
      <h2>{texts.jobs}</h2>
      <p className="muted">{texts.jobsHint}</p>
      <Loaded query={jobs} data={jobs.data?.items} empty={<p>{texts.noJobs}</p>}>
        {(items) => (
          <DataTable
            label={texts.jobs}
            rows={items}
            rowKey={({ id }) => id}
            columns={[
              { key: "what", title: texts.what, phone: "name", cell: nameOfJob },
              { key: "printer", title: texts.printer, cell: ({ printer }) => printer.name },
              { key: "when", title: texts.when, cell: ({ createdAt }) => moment(createdAt) },
              { key: "state", title: texts.state, cell: stateOf },
              {
                key: "actions",
                title: texts.actions,
                cell: (job) => (
                  <RowActions>
                    <PrintActions job={job} />
                  </RowActions>
                ),
              },
            ]}
          />
        )}
      </Loaded>
    </section>
  );
}

function stateOf({ status, problem }: PrintJob): string {
  const state = texts.statuses[status];
  return problem === null ? state : `${state}. ${texts.problems[problem]}`;
}
