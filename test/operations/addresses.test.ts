import { describe, expect, test } from "vitest";
import type { Address } from "../../src/domain/entities.ts";
import { type AddAddressInput, addAddress } from "../../src/operations/addresses/add.ts";
import { listAddresses } from "../../src/operations/addresses/list.ts";
import { removeAddress } from "../../src/operations/addresses/remove.ts";
import { type UpdateAddressInput, updateAddress } from "../../src/operations/addresses/update.ts";
import { NOBODY, refused, smallBook } from "../support/contacts.ts";
import { AT, temporaryFolder } from "../support/stores.ts";

const folder = temporaryFolder();

async function book() {
  const made = await smallBook(folder);
  const { ada, call } = made;
  return {
    ...made,
    add: (input: Partial<AddAddressInput>) => call(addAddress, { id: ada, ...input }),
    update: (address: Address, input: Partial<UpdateAddressInput>) =>
      call(updateAddress, { id: ada, address_id: address.id, ...input }),
    remove: (address: Address) => call(removeAddress, { id: ada, address_id: address.id }),
    list: () => call(listAddresses, { id: ada }),
  };
}

describe("a new address", () => {
  test("may be empty", async () => {
    const { add, list, ada } = await book();
    const address = await add({});
    expect(address).toEqual({
      id: address.id,
      contact_id: ada,
      tenant_id: "00000000-0000-7000-8000-000000000001",
      is_primary: true,
      label: null,
      street: null,
      extended: null,
      po_box: null,
      city: null,
      region: null,
      postal_code: null,
      country: null,
      country_code: null,
      latitude: null,
      longitude: null,
      key_version: null,
      metadata: {},
      created_at: AT,
      updated_at: AT,
    });
    expect(await list()).toEqual([address]);
  });

  test("keeps what it is given", async () => {
    const { add } = await book();
    const given = {
      label: "home",
      street: "1 Main St\nBuilding B",
      extended: "Suite 5",
      po_box: "PO Box 1",
      city: "Springfield",
      region: "IL",
      postal_code: "62701",
      country: "United States",
      country_code: "us",
      latitude: -90,
      longitude: 180,
      metadata: { a: 1 },
    };
    expect(await add(given)).toMatchObject({ ...given, country_code: "US" });
    expect(await add({ city: " " })).toMatchObject({ city: null });
  });

  test.each<[Partial<AddAddressInput>, string, string]>([
    [{ latitude: 90.1 }, "bad_request", "latitude: must be from -90 to 90"],
    [{ latitude: -90.1 }, "bad_request", "latitude: must be from -90 to 90"],
    [{ longitude: 180.1 }, "bad_request", "longitude: must be from -180 to 180"],
    [{ country_code: "UK" }, "bad_request", 'country_code: not a country: "UK"'],
    [{ country_code: "USA" }, "bad_request", 'country_code: not a country: "USA"'],
    [{ id: NOBODY }, "not_found", `there is no contact ${NOBODY}`],
  ])("%j is refused", async (input, code, message) => {
    const { add, list } = await book();
    expect(await refused(add(input))).toEqual([code, message]);
    expect(await list()).toEqual([]);
  });

  test("of a deleted contact is refused", async () => {
    const { add, grace } = await book();
    expect((await refused(add({ id: grace })))[0]).toBe("not_found");
  });
});

describe("the primary one", () => {
  const primaries = async (list: () => Promise<Address[]>) => (await list()).map(({ is_primary }) => is_primary);

  test("is the first, then the one that is to be, then the oldest that is left", async () => {
    const { add, update, remove, list } = await book();
    const first = await add({ city: "A" });
    const second = await add({ city: "B" });
    expect(await primaries(list)).toEqual([true, false]);
    const third = await add({ city: "C", is_primary: true });
    expect(await primaries(list)).toEqual([false, false, true]);
    await update(second, { is_primary: true });
    expect(await primaries(list)).toEqual([false, true, false]);
    expect(await remove(second)).toEqual({ ...second, is_primary: true });
    expect(await primaries(list)).toEqual([true, false]);
    await update(first, { is_primary: null });
    expect(await primaries(list)).toEqual([false, false]);
    await remove(third);
    expect(await primaries(list)).toEqual([false]);
  });

  test("is back after undo", async () => {
    const { add, remove, list, undo } = await book();
    const first = await add({ city: "A" });
    await add({ city: "B" });
    const before = await list();
    await remove(first);
    await undo();
    expect(await list()).toEqual(before);
    await add({ city: "C", is_primary: true });
    await undo();
    expect(await list()).toEqual(before);
  });
});

describe("a change", () => {
  test("is of what is named only; null and an empty text empty a field", async () => {
    const { add, update, operation } = await book();
    const address = await add({ street: "1 Main St", city: "Springfield", latitude: 1, label: "home" });
    expect(await update(address, { street: "2 Main St" })).toEqual({ ...address, street: "2 Main St" });
    expect(await update(address, { city: null, latitude: null, label: "" })).toEqual({
      ...address,
      street: "2 Main St",
      city: null,
      latitude: null,
      label: null,
    });
    await update(address, { street: "2 Main St", city: null });
    expect(operation()).toBeNull();
  });

  test("of another's address, or of none, is not_found", async () => {
    const { add, update, remove, werft, call } = await book();
    const mine = await add({});
    const other = await call(addAddress, { id: werft });
    expect((await refused(update(other, { city: "A" })))[0]).toBe("not_found");
    expect((await refused(remove(other)))[0]).toBe("not_found");
    expect((await refused(update({ ...mine, id: NOBODY }, {})))[0]).toBe("not_found");
    expect((await refused(update(mine, { country_code: "XX" })))[0]).toBe("bad_request");
  });
});
