import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { User } from "@daybook/contract/users";
import { paths } from "../../lib/paths.ts";
import { LinkButton } from "../../components/button.tsx";
import { DataTable } from "../../components/data-table.tsx";
import type { Column } from "../../components/data-table.tsx";
import { FilterBar, FilterSelect } from "../../components/filter-bar.tsx";
import { EmptyState, Loaded } from "../../components/notices.tsx";
import { Page, Section } from "../../components/page.tsx";
import { RowActions } from "../../components/row-actions.tsx";
import { StateButton } from "../../components/state-button.tsx";
import { usePasswordGate } from "../../components/password-gate.tsx";
import { useAllowed, useShop } from "../../lib/shop-context.tsx";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { trpc } from "../../lib/trpc.ts";
import { userTexts as texts } from "../../texts/en/users.ts";
import { RoleRights } from "./role-rights.tsx";
import type { UsersSearch } from "./user-searches.ts";
import { EditUserSheet, NewUserSheet } from "./user-sheet.tsx";

/** Who works here, and what their roles allow. */
export function UsersPage() {
  const search = useSearch({ from: "/shell/users" });
  const navigate = useNavigate({ from: paths.users });
  const mayChange = useAllowed("users.write");
  const show = search.show ?? "active";
  const list = trpc.users.list.useQuery({ active: show });
  const columns = useColumns(mayChange, search);
  const change = (next: UsersSearch) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  const close = () => change({ sheet: undefined });
  const changing = list.data?.items.find(({ id }) => id === search.sheet);
  useShortcuts([
    { keys: "n", label: texts.add, run: () => change({ sheet: "new" }), when: mayChange },
  ]);
  return (
    <Page
      title={texts.title}
      lead={texts.lead}
      action={
        mayChange ? (
          <LinkButton
            to={paths.users}
            search={{ ...search, sheet: "new" }}
            kind="primary"
            icon="plus"
          >
            {texts.add}
          </LinkButton>
        ) : undefined
      }
    >
      <FilterBar>
        <FilterSelect
          label={texts.show}
          value={show}
          choices={texts.shows}
          onChange={(next) => change({ show: next === "active" ? undefined : next })}
        />
      </FilterBar>
      <Loaded
        query={list}
        data={list.data?.items}
        lines={3}
        empty={
          <EmptyState
            title={texts.noneHere}
            action={<LinkButton to={paths.users}>{texts.showActive}</LinkButton>}
          />
        }
      >
        {(rows) => (
          <DataTable label={texts.list} rows={rows} rowKey={({ id }) => id} columns={columns} />
        )}
      </Loaded>
      <Section title={texts.rightsTitle}>
        <RoleRights />
      </Section>
      {search.sheet === "new" && mayChange ? <NewUserSheet onClose={close} /> : null}
      {changing !== undefined && mayChange ? (
        <EditUserSheet key={changing.id} user={changing} refetch={list.refetch} onClose={close} />
      ) : null}
    </Page>
  );
}

function useColumns(mayChange: boolean, search: UsersSearch): readonly Column<User>[] {
  const { me } = useShop();
  const confirmed = usePasswordGate();
  const deactivate = trpc.users.deactivate.useMutation();
  const reactivate = trpc.users.reactivate.useMutation();
  return [
    {
      key: "name",
      title: texts.name,
      phone: "name",
      cell: ({ id, name }) => (
        <>
          <Link to={paths.users} search={{ ...search, sheet: id }}>
            {name}
          </Link>
          {id === me.user.id ? ` (${texts.you})` : ""}
        </>
      ),
    },
    { key: "login", title: texts.login, cell: ({ login }) => login },
    {
      key: "roles",
      title: texts.roles,
      cell: ({ roles }) => roles.map((role) => texts.roleNames[role]).join(", "),
    },
    {
      key: "actions",
      title: texts.actions,
      cell: (row) =>
        mayChange ? (
          <RowActions>
            <LinkButton to={paths.users} search={{ ...search, sheet: row.id }} icon="edit">
              {texts.change}
            </LinkButton>
            {row.id === me.user.id ? null : (
              <StateButton
                row={row}
                texts={texts}
                deactivate={(input) => confirmed(() => deactivate.mutateAsync(input))}
                reactivate={(input) => confirmed(() => reactivate.mutateAsync(input))}
              />
            )}
          </RowActions>
        ) : null,
    },
  ];
}
