import { Link } from "@tanstack/react-router";
import type { User } from "@daybook/contract/users";
import { paths } from "../../lib/paths.ts";
import { LinkButton } from "../../components/button.tsx";
import type { Column } from "../../components/data-table.tsx";
import { ListPage } from "../../components/list-page.tsx";
import { Section } from "../../components/page.tsx";
import { RowActions } from "../../components/row-actions.tsx";
import { StateMenu } from "../../components/state-button.tsx";
import { usePasswordGate } from "../../components/password-gate.tsx";
import { useAllowed, useShop } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useAddress } from "../../lib/use-address.ts";
import { limitTexts } from "../../texts/en/role-limits.ts";
import { userTexts as texts } from "../../texts/en/users.ts";
import { RoleLimits } from "./role-limits.tsx";
import { RoleRights } from "./role-rights.tsx";
import type { UsersSearch } from "./user-searches.ts";
import { EditUserSheet, NewUserSheet } from "./user-sheet.tsx";

/** The people of the shop and their roles. */
export function UsersPage() {
  const [search, change] = useAddress("/shell/users");
  const mayChange = useAllowed("users.write");
  const list = trpc.users.list.useQuery({ active: search.show ?? "active" });
  return (
    <ListPage
      path={paths.users}
      texts={texts}
      search={search}
      onChange={change}
      mayChange={mayChange}
      query={list}
      rows={list.data?.items}
      lines={3}
      columns={useColumns(mayChange, search)}
      newSheet={(close) => <NewUserSheet onClose={close} />}
      editSheet={(user, close) => (
        <EditUserSheet user={user} refetch={list.refetch} onClose={close} />
      )}
    >
      <Section title={limitTexts.title}>
        <RoleLimits />
      </Section>
      <Section title={texts.rightsTitle}>
        <RoleRights />
      </Section>
    </ListPage>
  );
}

function useColumns(mayChange: boolean, search: UsersSearch): readonly Column<User>[] {
  const { me } = useShop();
  const confirmed = usePasswordGate();
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
              <StateMenu row={row} texts={texts} of={trpc.users} gate={confirmed} />
            )}
          </RowActions>
        ) : null,
    },
  ];
}
