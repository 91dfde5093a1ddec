import type { PhotoInfo } from "../../domain/entities.ts";
import { object, type Schema, uuid } from "../../domain/schema.ts";
import { defineRead } from "../operation.ts";
import { photoInfo, requirePhoto } from "./photo.ts";

type GetInput = { id: string };

/** Over HTTP the bytes are the body, as an attachment that no browser takes for a page. */
export const getPhoto = defineRead<GetInput, PhotoInfo & { bytes: Uint8Array }>({
  name: "photos.get",
  summary: "Get the photo of a contact",
  scope: "contacts:read",
  http: { method: "GET", path: "/contacts/{id}/photo", status: 200, contract: "extension" },
  mcp: false,
  errors: ["bad_request", "not_found"],
  input: () => object({ id: uuid("The contact") }) as Schema<GetInput>,
  async run(tx, { id }) {
    const photo = photoInfo(await requirePhoto(tx, id));
    const bytes = await tx.blob(photo.sha256);
    if (bytes === null) throw new Error(`the photo ${photo.sha256} is missing`);
    return { ...photo, bytes };
  },
});
