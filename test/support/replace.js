// An editor that edits by itself: `replace FROM TO … FILE` exchanges texts in the file, in which `\n` is a line end.
import fs from "node:fs";

const words = process.argv.slice(2);
const file = words.pop() ?? "";
let text = fs.readFileSync(file, "utf8");
for (let i = 0; i < words.length; i += 2) {
  const [from, to] = [words[i], words[i + 1] ?? ""].map((word) => word.replaceAll("\\n", "\n"));
  if (!text.includes(from)) throw new Error(`not in the text: ${from}`);
  text = text.replace(from, () => to);
}
fs.writeFileSync(file, text);
