import type { RelationshipType } from "../../domain/entities.ts";
import { builtinTypes } from "../../domain/relationship-types.ts";
import { type DefinitionsInput, definitionsInput, pageOf } from "../definitions.ts";
import { defineRead, type Page } from "../operation.ts";
import { typeOf } from "./type.ts";

export const listRelationshipTypes = defineRead<DefinitionsInput, Page<RelationshipType>>({
  name: "relationship_types.list",
  summary: "List relationship types, the built-in ones among them",
  scope: "contacts:read",
  http: { method: "GET", path: "/relationship-types", status: 200, contract: "decided" },
  mcp: false,
  errors: ["bad_request"],
  input: () => definitionsInput("type"),
  async run(tx, input) {
    const own = (await tx.find("relationship_types", {})).map(typeOf);
    const { ref } = input;
    const all = [...builtinTypes(tx.tenant_id), ...own];
    const named = ref === undefined ? all : all.filter(({ name }) => name === ref);
    const found = named.length > 0 || ref === undefined ? named : all.filter(({ id }) => id === ref.toLowerCase());
    return pageOf(found, input);
  },
});
