import {
  CreateCustomer,
  GetCustomer,
  ListCustomers,
  Customer,
  CustomerPage,
  CustomerState,
  CustomersChanged,
  UpdateCustomer,
  UpdateCustomers,
} from "@daybook/contract/customers";
import {
  createCustomer,
  deactivateCustomer,
  getCustomer,
  listCustomers,
  reactivateCustomer,
  updateCustomer,
  updateCustomers,
} from "@daybook/core/customers/customers";
import { customerColumns } from "../csv-columns.ts";
import { can, get, once, patch, post, reads, router } from "../trpc.ts";

const sees = () => can("customers.read");
const edits = () => can("customers.write");

export const customers = router({
  list: sees()
    .meta(get("/customers", { summary: "List customers", csv: customerColumns }))
    .input(ListCustomers)
    .output(CustomerPage)
    .query(reads(listCustomers)),
  get: sees()
    .meta(get("/customers/{id}", { summary: "Get a customer", refuses: ["not_found"] }))
    .input(GetCustomer)
    .output(Customer)
    .query(reads(getCustomer)),
  create: edits()
    .meta(post("/customers", { summary: "Add a customer" }))
    .input(CreateCustomer)
    .output(Customer)
    .mutation(once(createCustomer)),
  update: edits()
    .meta(
      patch("/customers/{id}", {
        summary: "Change a customer",
        refuses: ["not_found", "stale_version"],
      }),
    )
    .input(UpdateCustomer)
    .output(Customer)
    .mutation(once(updateCustomer)),
  updateMany: edits()
    .meta(
      patch("/customers/bulk", {
        summary: "Deactivate or reactivate many customers",
        description: "Changes all of them or, where one is refused, none.",
        refuses: ["not_found", "stale_version"],
      }),
    )
    .input(UpdateCustomers)
    .output(CustomersChanged)
    .mutation(once(updateCustomers)),
  deactivate: edits()
    .meta(
      post("/customers/{id}/deactivate", {
        summary: "Deactivate a customer",
        description: "What refers to it stays as it is.",
        refuses: ["not_found", "stale_version"],
      }),
    )
    .input(CustomerState)
    .output(Customer)
    .mutation(once(deactivateCustomer)),
  reactivate: edits()
    .meta(
      post("/customers/{id}/reactivate", {
        summary: "Reactivate a customer",
        refuses: ["not_found", "stale_version"],
      }),
    )
    .input(CustomerState)
    .output(Customer)
    .mutation(once(reactivateCustomer)),
});
