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
import { can, get, once, patch, post, reads, router } from "../trpc.ts";

const sees = () => can("customers.read");
const edits = () => can("customers.write");

export const customers = router({
  list: sees()
    .meta(get("/customers"))
    .input(ListCustomers)
    .output(CustomerPage)
    .query(reads(listCustomers)),
  get: sees()
    .meta(get("/customers/{id}"))
    .input(GetCustomer)
    .output(Customer)
    .query(reads(getCustomer)),
  create: edits()
    .meta(post("/customers"))
    .input(CreateCustomer)
    .output(Customer)
    .mutation(once(createCustomer)),
  update: edits()
    .meta(patch("/customers/{id}"))
    .input(UpdateCustomer)
    .output(Customer)
    .mutation(once(updateCustomer)),
  updateMany: edits()
    .meta(patch("/customers/bulk"))
    .input(UpdateCustomers)
    .output(CustomersChanged)
    .mutation(once(updateCustomers)),
  deactivate: edits()
    .meta(post("/customers/{id}/deactivate"))
    .input(CustomerState)
    .output(Customer)
    .mutation(once(deactivateCustomer)),
  reactivate: edits()
    .meta(post("/customers/{id}/reactivate"))
    .input(CustomerState)
    .output(Customer)
    .mutation(once(reactivateCustomer)),
});
