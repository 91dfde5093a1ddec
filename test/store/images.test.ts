import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { imagesStatement } from "../../src/store/sqlite/images.ts";
import { sql as schema } from "../../src/store/sqlite/migrations/0001-contacts.ts";
import type { ImagesOf } from "../../src/store/store.ts";

/** The record has millions of images in a large book: what was done to one contact may not read them all. */
test.each<[ImagesOf, RegExp]>([
  [{ contact_id: ["a"] }, /INDEX row_images_by_contact .*INDEX row_images_by_other /],
  [{ row_id: ["a"] }, /PRIMARY KEY \(tenant_id=\? AND table_name=\? AND row_id=\?\)/],
  [{ valid_from: 1 }, /INDEX row_images_by_begin \(valid_from=\? AND table_name=\? AND tenant_id=\?\)/],
  [{ valid_to: 1 }, /INDEX row_images_by_end \(valid_to=\? AND table_name=\? AND tenant_id=\?\)/],
])("images of %j are looked up", (which, plan) => {
  const db = new DatabaseSync(":memory:");
  db.exec(schema);
  const { sql, values } = imagesStatement("channels", which, 1);
  const steps = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values);
  expect(steps.map(({ detail }) => detail).join(" ")).toMatch(plan);
});
