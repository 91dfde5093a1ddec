import { describe, expect, test } from "vitest";
import type { ContactDate } from "../../src/domain/entities.ts";
import { type AddDateInput, addDate } from "../../src/operations/dates/add.ts";
import { listDates } from "../../src/operations/dates/list.ts";
import { removeDate } from "../../src/operations/dates/remove.ts";
import { type UpdateDateInput, updateDate } from "../../src/operations/dates/update.ts";
import { NOBODY, refused, smallBook } from "../support/contacts.ts";
import { AT, temporaryFolder } from "../support/stores.ts";

const folder = temporaryFolder();

async function book() {
  const made = await smallBook(folder);
  const { ada, call } = made;
  return {
    ...made,
    add: (input: Partial<AddDateInput>) => call(addDate, { id: ada, date_type: "custom", ...input }),
    update: (date: ContactDate, input: Partial<UpdateDateInput>) =>
      call(updateDate, { id: ada, date_id: date.id, ...input }),
    remove: (date: ContactDate) => call(removeDate, { id: ada, date_id: date.id }),
    list: () => call(listDates, { id: ada }),
  };
}

test("a new date has the API's shape", async () => {
  const { add, list, ada } = await book();
  const date = await add({ date_type: " Birthday ", date_day: 10, date_month: 12, date_year: 1815, date_label: " " });
  expect(date).toEqual({
    id: date.id,
    contact_id: ada,
    tenant_id: "00000000-0000-7000-8000-000000000001",
    date_type: "birthday",
    date_label: null,
    date_day: 10,
    date_month: 12,
    date_year: 1815,
    metadata: {},
    created_at: AT,
    updated_at: AT,
  });
  expect(await list()).toEqual([date]);
});

type Parts = Partial<Pick<ContactDate, "date_year" | "date_month" | "date_day">>;

describe("a date may be", () => {
  test.each<[Parts]>([
    [{ date_year: 2024, date_month: 2, date_day: 29 }],
    [{ date_month: 2, date_day: 29 }],
    [{ date_year: 1990 }],
    [{ date_year: 1990, date_month: 4 }],
    [{ date_month: 4 }],
    [{ date_day: 12 }],
    [{ date_month: 12, date_day: 31, date_year: null }],
  ])("%j", async (parts) => {
    const { add } = await book();
    expect(await add(parts)).toMatchObject({ date_year: null, date_month: null, date_day: null, ...parts });
  });

  test.each<[Parts | Partial<AddDateInput>, string]>([
    [{}, "a date has at least one of date_day, date_month and date_year"],
    [{ date_day: null, date_month: null }, "a date has at least one of date_day, date_month and date_year"],
    [{ date_year: 2023, date_month: 2, date_day: 29 }, "date_day: that month has no day 29"],
    [{ date_month: 2, date_day: 30 }, "date_day: that month has no day 30"],
    [{ date_month: 4, date_day: 31 }, "date_day: that month has no day 31"],
    [{ date_day: 32 }, "date_day: that month has no day 32"],
    [{ date_month: 13 }, "date_month: there is no month 13"],
    [{ date_year: 10_000 }, "date_year: at most 9999, not 10000"],
    [{ date_year: 1990, date_day: 12 }, "date_month: a day of a year has a month"],
    [{ date_year: 1990, date_type: "x".repeat(65) }, "date_type: at most 64 characters"],
  ])("not %j", async (parts, message) => {
    const { add, list } = await book();
    expect(await refused(add(parts))).toEqual(["bad_request", message]);
    expect(await list()).toEqual([]);
  });

  test.each([{ date_day: 0 }, { date_month: 0 }, { date_year: 0 }, { date_month: 1.5 }, { date_type: "" }])(
    "not %j, which is no number or name of that kind",
    async (parts) => {
      const { add } = await book();
      expect((await refused(add({ date_year: 1990, ...parts })))[0]).toBe("bad_request");
    },
  );
});

describe("there is one birthday", () => {
  test("a second one is a conflict that names it", async () => {
    const { add, list } = await book();
    const birthday = await add({ date_type: "birthday", date_year: 1815 });
    await expect(add({ date_type: "Birthday", date_year: 1816 })).rejects.toMatchObject({
      code: "conflict",
      details: { date_id: birthday.id },
    });
    expect(await list()).toEqual([birthday]);
  });

  test("nor can another date become one", async () => {
    const { add, update } = await book();
    const birthday = await add({ date_type: "birthday", date_year: 1815 });
    const other = await add({ date_year: 1816 });
    expect((await refused(update(other, { date_type: "birthday" })))[0]).toBe("conflict");
    expect(await update(birthday, { date_type: "birthday", date_month: 12 })).toMatchObject({ date_month: 12 });
    await update(birthday, { date_type: "anniversary" });
    expect(await update(other, { date_type: "birthday" })).toMatchObject({ date_type: "birthday" });
  });
});

describe("a change", () => {
  test("is of what is named only and is checked as a whole", async () => {
    const { add, update, operation } = await book();
    const date = await add({ date_day: 29, date_month: 2, date_label: "leap" });
    expect(await refused(update(date, { date_year: 2023 }))).toEqual([
      "bad_request",
      "date_day: that month has no day 29",
    ]);
    expect(await update(date, { date_year: 2024, date_label: null })).toEqual({
      ...date,
      date_year: 2024,
      date_label: null,
    });
    expect((await refused(update(date, { date_year: null, date_month: null, date_day: null })))[0]).toBe("bad_request");
    await update(date, { date_day: 29 });
    expect(operation()).toBeNull();
  });

  test("is taken back", async () => {
    const { add, update, remove, list, undo } = await book();
    const date = await add({ date_year: 1990 });
    await update(date, { date_year: 1991, metadata: { a: 1 } });
    await undo();
    expect(await list()).toEqual([date]);
    expect(await remove(date)).toEqual(date);
    await undo();
    expect(await list()).toEqual([date]);
  });

  test("of what is not there is not_found", async () => {
    const { add, update, remove, grace, call } = await book();
    const date = await add({ date_year: 1990 });
    await remove(date);
    expect((await refused(update(date, {})))[0]).toBe("not_found");
    expect((await refused(remove(date)))[0]).toBe("not_found");
    expect((await refused(add({ id: grace, date_year: 1990 })))[0]).toBe("not_found");
    expect((await refused(call(listDates, { id: NOBODY })))[0]).toBe("not_found");
  });
});
