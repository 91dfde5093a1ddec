import { expect, test } from "vitest";
import { card } from "../support/cards.ts";
import { errorOf, json } from "../support/run.ts";
import { bookOf, newStore, temporaryFolder } from "../support/stores.ts";

const folder = temporaryFolder();
const store = await bookOf(newStore(folder), card("Ada"));
const server = "https://api.example.org";

test("a server that is named is not passed over for the store", async () => {
  const { code, error } = await errorOf("contacts list", {
    store,
    env: { BACKSIDE_STORE: "", BACKSIDE_API_URL: server },
  });
  expect([code, error.code, error.message]).toEqual([1, "not_implemented", expect.stringContaining(server)]);
});

test("a store and a server by variables are one too many; an option decides", async () => {
  const env = { BACKSIDE_API_URL: server };
  expect((await errorOf("contacts list", { store, env })).code).toBe(2);
  expect(await json(`contacts list --store '${store}' --fields display_name`, { store, env })).toEqual([
    { display_name: "Ada" },
  ]);
});
