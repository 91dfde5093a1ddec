import { expect, test } from "vitest";
import { newStore, openStore, PERSON, temporaryFolder, write } from "../support/stores.ts";

const folder = temporaryFolder();

test("a search for rows ends at its limit, the oldest first", async () => {
  const store = openStore(newStore(folder));
  const { result } = await write(store, async (tx) => {
    const ids: string[] = [];
    for (const display_name of ["X", "Y", "X", "X"])
      ids.push((await tx.insert("contacts", { ...PERSON, display_name })).id);
    const found = async (limit?: number) =>
      (await tx.find("contacts", { name_key: "x" }, limit)).map(({ id }) => ids.indexOf(id));
    return { all: await found(), two: await found(2), none: await found(0) };
  });
  expect(result).toEqual({ all: [0, 2, 3], two: [0, 2], none: [] });
  await store.close();
});
