import type { PhotoInfo } from "../../domain/entities.ts";
import { BacksideError } from "../../domain/errors.ts";
import { imageType, PHOTO_KINDS, PHOTO_TYPES } from "../../domain/image-type.ts";
import { binary, object, type Schema, uuid } from "../../domain/schema.ts";
import { defineWrite } from "../operation.ts";
import { forgetHead, photoInfo, photoOf } from "./photo.ts";

export type SetPhotoInput = { id: string; bytes: Uint8Array };

/** In place of the one it has. What the bytes are is told by themselves, whatever anybody calls them. */
export const setPhoto = defineWrite<SetPhotoInput, PhotoInfo>({
  name: "photos.set",
  summary: "Set the photo of a contact",
  effect: "write",
  scope: "contacts:write",
  http: { method: "PUT", path: "/contacts/{id}/photo", status: 200, contract: "extension" },
  mcp: false,
  errors: ["bad_request", "not_found", "unsupported_media_type"],
  input: () => object({ id: uuid("The contact"), bytes: binary("The picture") }) as Schema<SetPhotoInput>,
  async run(tx, { id: contact_id, bytes }) {
    const current = await photoOf(tx, contact_id);
    const media_type = requirePicture(bytes);
    const sha256 = await tx.putBlob(bytes);
    if (current?.sha256 === sha256) return photoInfo(current);
    await forgetHead(tx, contact_id);
    const values = { media_type, size: bytes.length, sha256 };
    const row = current
      ? await tx.update("photos", { id: current.id, contact_id }, values)
      : await tx.insert("photos", { contact_id, ...values, metadata: {} });
    return photoInfo(row);
  },
});

/** @throws unsupported_media_type */
function requirePicture(bytes: Uint8Array): string {
  const type = imageType(bytes);
  if (type !== null && PHOTO_TYPES.has(type)) return type;
  throw new BacksideError("unsupported_media_type", `${said(bytes, type)}; a photo is ${PHOTO_KINDS}`, {
    hint: "save the picture as JPEG or PNG",
    details: { media_type: type },
  });
}

function said(bytes: Uint8Array, type: string | null): string {
  if (bytes.length === 0) return "the file is empty";
  if (type === "image/svg+xml") return "the file is SVG, which can hold scripts";
  return type === null ? "the file is no picture" : `the file is ${type}`;
}
