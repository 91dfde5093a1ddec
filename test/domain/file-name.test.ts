import { expect, test } from "vitest";
import { fileNames } from "../../src/domain/file-name.ts";

const ID = "01900000-0000-7000-8000-00000000ada0";

test.each([
  ["Ada Lovelace", "Ada-Lovelace.vcf"],
  ["Müller, Jürgen Groß", "Muller-Jurgen-Gross.vcf"],
  ["山田太郎", `${ID}.vcf`],
  ["", `${ID}.vcf`],
  ["../../etc/passwd", "etc-passwd.vcf"],
  ["..", `${ID}.vcf`],
  ["-rf .bashrc", "rf-.bashrc.vcf"],
  ["a\u0000b/c\\d:e", "a-b-c-d-e.vcf"],
  ["CON", "contact-CON.vcf"],
  ["nul.txt", "contact-nul.txt.vcf"],
  ["com1", "contact-com1.vcf"],
  ["x".repeat(500), `${"x".repeat(96)}.vcf`],
  ["\u001b[31mred", "31mred.vcf"],
])("the file of %j", (name, file) => {
  expect(fileNames(".vcf")(name, ID)).toBe(file);
});

test("no two are alike, whatever their case", () => {
  const nameOf = fileNames(".json");
  expect(["Ada", "ADA", "ada", "Ada 2", "ada-2"].map((name) => nameOf(name, ID))).toEqual([
    "Ada.json",
    "ADA-2.json",
    "ada-3.json",
    "Ada-2-2.json",
    "ada-2-3.json",
  ]);
});

test("200 hostile names are safe", () => {
  const parts = ["..", "/", "\\", "\u202e", "CON", "-", ".", "a", "é", "\n", "%2e", "~", "$(x)", "`", "\u0000", " "];
  const nameOf = fileNames(".vcf");
  const names = Array.from({ length: 200 }, (_, i) =>
    nameOf(parts.slice(i % 16).join("") + parts[i % 7] + parts[i % 13], `${ID}${i}`),
  );
  for (const name of names) {
    expect(name).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$/);
    expect(name).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)\./i);
  }
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(200);
});
