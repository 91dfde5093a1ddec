import { expect, test } from "vitest";
import { LOCAL_SCOPE } from "../../src/backend/local.ts";
import { AT, newStore, openStore, PERSON, temporaryFolder, write } from "../support/stores.ts";

const folder = temporaryFolder();

test("links are counted by tag or group, without those of deleted contacts and of other tenants", async () => {
  const store = openStore(newStore(folder));
  const { result } = await write(store, async (tx) => {
    const tag = async (name: string) =>
      (await tx.insert("tags", { name, color: null, description: null, metadata: {} })).id;
    const tags = { vip: await tag("vip"), lead: await tag("lead"), unused: await tag("unused") };
    const group = (await tx.insert("groups", { name: "Family", description: null, metadata: {} })).id;
    for (const deleted_at of [null, null, AT]) {
      const { id: contact_id } = await tx.insert("contacts", { ...PERSON, display_name: "X", deleted_at });
      await tx.insert("contact_tags", { contact_id, tag_id: tags.vip, metadata: {} });
      await tx.insert("group_members", { contact_id, group_id: group, metadata: {} });
      if (deleted_at) await tx.insert("contact_tags", { contact_id, tag_id: tags.lead, metadata: {} });
    }
    return { ...tags, group };
  });
  const { vip, lead, unused, group } = result;
  const counts = await store.read(LOCAL_SCOPE, (tx) => tx.countLinked("contact_tags", [vip, lead, unused]));
  expect([counts.get(vip), counts.get(lead), counts.get(unused)]).toEqual([2, 0, undefined]);
  expect(await store.read(LOCAL_SCOPE, (tx) => tx.countLinked("group_members", [group]))).toEqual(
    new Map([[group, 2]]),
  );
  const elsewhere = { ...LOCAL_SCOPE, environment: "test" as const };
  expect(await store.read(elsewhere, (tx) => tx.countLinked("contact_tags", [vip]))).toEqual(new Map());
  await store.close();
});
