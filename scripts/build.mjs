// Builds dist/: one esbuild bundle, split where the code says `import()`, then turned into CommonJS, which Node starts
// about 3 ms sooner than the same code as ES modules (docs/decisions/0003). Whatever the start-up path needs stands in
// one file, cli.js; what is imported on use stays apart.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { basename, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/**
 * An import of a builtin asks it for every one of its exports, some of which load half of Node (2 ms for node:fs, 3 ms
 * for node:util); this looks up only what is used. commander needs child_process only for executable subcommands, of
 * which we have none; loading it costs 3 ms.
 */
const builtins = {
  name: "builtins",
  setup(plugin) {
    plugin.onResolve({ filter: /^(?:node:)?[a-z0-9_/]+$/ }, ({ path, importer, kind }) => {
      if (!isBuiltin(path)) return null;
      const none = path === "node:child_process" && importer.includes("/commander/");
      const namespace = kind === "require-call" ? "required-builtin" : "builtin";
      return { path: none ? "none" : path.replace(/^(?:node:)?/, "node:"), namespace };
    });
    // What is required by CommonJS is to stay so: esbuild would put off all who import the module as well.
    plugin.onLoad({ filter: /.*/, namespace: "required-builtin" }, ({ path }) => ({
      contents: path === "none" ? "" : `module.exports = process.getBuiltinModule("${path}");`,
    }));
    plugin.onLoad({ filter: /.*/, namespace: "builtin" }, ({ path }) => ({ contents: builtin(path) }));
  },
};

function builtin(path) {
  if (path === "none") return "export default {}";
  const names = Object.getOwnPropertyNames(process.getBuiltinModule(path)).filter((name) => /^[A-Za-z]\w*$/.test(name));
  const named = names.filter((name) => name !== "default" && name !== "constructor");
  return [
    `const builtin = process.getBuiltinModule("${path}"); export default builtin;`,
    ...named.map(
      (name) => `const value_${name} = /* @__PURE__ */ (() => builtin.${name})(); export { value_${name} as ${name} };`,
    ),
  ].join("\n");
}

/** libphonenumber-js compiles a regular expression for each test, half of its time; this one keeps them. */
const compiledOnce = {
  name: "compiled-once",
  setup(plugin) {
    plugin.onLoad({ filter: /libphonenumber-js.es6.helpers.matchesEntirely\.js$/ }, () => ({
      contents: `const compiled = new Map();
        export default function matchesEntirely(text, pattern) {
          let expression = compiled.get(pattern);
          if (!expression) compiled.set(pattern, (expression = new RegExp("^(?:" + pattern + ")$")));
          return expression.test(text || "");
        }`,
    }));
  },
};

/** Half a millisecond for the letters of all scripts; our options are named in those of ASCII. */
const asciiOptions = {
  name: "ascii-options",
  setup(plugin) {
    plugin.onLoad({ filter: /commander.lib.option\.js$/ }, ({ path }) => {
      const text = readFileSync(path, "utf8");
      const contents = text.replace("/\\p{ID_Continue}\\.\\.\\.[>\\]]$/u", "/\\w\\.\\.\\.[>\\]]$/");
      if (contents === text) throw new Error(`${path} is no longer what scripts/build.mjs knows`);
      return { contents };
    });
  },
};

/**
 * cli-table3 measures every cell several times, with an expression for all emoji that takes 3 ms to compile. What
 * `render/table.ts` hands it has one column a character.
 */
const measured = {
  name: "measured",
  setup(plugin) {
    plugin.onLoad({ filter: /node_modules.string-width.index\.js$/ }, () => ({
      contents: "module.exports = (text) => text.length;",
    }));
  },
};

const { outputFiles, metafile } = await build({
  entryPoints: { cli: join(root, "src/cli.ts"), "import-worker": join(root, "src/workflows/import-worker.ts") },
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node22",
  minify: true,
  metafile: true,
  write: false,
  outdir: dist,
  define: {
    __VERSION__: JSON.stringify(version),
    __WORKER_DIRECTORY__: "__dirname",
    __WORKER_FILE__: JSON.stringify("worker.cjs"),
  },
  plugins: [builtins, compiledOnce, asciiOptions, measured],
  logLevel: "warning",
});

/** Name of an output without folder and extension. */
const nameOf = (path) => basename(path).replace(/\.js$/, "");
const outputs = new Map(Object.entries(metafile.outputs).map(([path, output]) => [nameOf(path), output]));

/** The outputs that one needs by static imports, itself included. */
function staticClosure(name, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  for (const { path, kind } of outputs.get(name).imports) {
    if (kind === "import-statement" && outputs.has(nameOf(path))) staticClosure(nameOf(path), found);
  }
  return found;
}

/**
 * The code of a module as a function that `bin/backside.js` calls. esbuild's own CommonJS gives each of the small modules a
 * kilobyte of helpers and makes every export a getter; ours are final by the time another module reads them.
 */
function factory(file) {
  const name = nameOf(file.path);
  const [imports] = /^(?:import(?:\{[^}]*\}from)?"\.\/[\w-]+\.js";\s*)*/.exec(file.text);
  const [, statements, exported = ""] = /^([\s\S]*?)(?:export\{([^}]*)\};?\s*)?$/.exec(file.text.slice(imports.length));
  const code = statements.replace(/(^|[;}\n])export default /, "$1module.exports.default=");
  const rest = /(?:^|[;}\n])(?:import(?:\{[^}]*\}from)?"|import\*|export[{*])/.exec(code);
  if (rest) throw new Error(`not understood in ${name}: ${code.slice(rest.index, rest.index + 60)}`);
  const body = code.replace(/import\("\.\/([\w-]+)\.js"\)/g, (_, of) => `Promise.resolve().then(()=>${loadOf(of)})`);
  const ascii = isLibrary(name) ? body.replace(/[^\x00-\x7f]/g, escaped) : body;
  return `"${name}"(module,load,require,__dirname){"use strict";${loads(imports)}${ascii};Object.assign(module.exports,{${pairs(exported)}})}`;
}

function loads(imports) {
  return imports.replace(/import(?:\{([^}]*)\}from)?"\.\/([\w-]+)\.js";\s*/g, (_, names, of) =>
    names === undefined ? `${loadOf(of)};` : `const{${names.replaceAll(" as ", ":")}}=${loadOf(of)};`,
  );
}

/** `a as b,c` as the properties of an object: `b:a,c`. */
function pairs(exported) {
  return exported.replace(/([\w$]+) as ([\w$]+)/g, "$2:$1");
}

function loadOf(name) {
  return isShared(name) ? `load("${name}","commands")` : `load("${name}")`;
}

/** Only in libraries: in a raw template of ours the escape would stay what it is. */
function isLibrary(name) {
  return Object.keys(outputs.get(name).inputs).every((path) => path.includes("node_modules"));
}

function escaped(character) {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** A file of dist/: its hash, and an object of factories. */
function write(name, factories) {
  const code = `({${factories.join(",\n")}})`;
  // The loader takes bytes for characters, and esbuild leaves regular expressions as they are: they want \u escapes.
  const foreign = /[^\x00-\x7f].{0,40}/.exec(code);
  if (foreign) throw new Error(`not ASCII in ${name}: ${foreign[0]}`);
  writeFileSync(join(dist, `${name}.js`), `//${createHash("sha256").update(code).digest("hex")}\n${code}\n`);
}

/**
 * What most commands consist of besides the start-up path stands in one file too: split as esbuild does it, a command
 * would open ten small ones. Apart stay libraries, and what few commands need.
 */
function isShared(name) {
  const { inputs } = outputs.get(name);
  return !startup.has(name) && Object.keys(inputs).every((path) => SHARED.test(relative(root, resolve(path))));
}
const SHARED =
  /^node_modules.valibot|^src.(?:commands.(?!describe|help|complet)|operations.(?!import|completions)|render|domain|store|workflows.(?:resolve|contact-changes|reconcile|definitions))/;

const startup = staticClosure("cli");
const together = [];
const commands = [];
rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
for (const file of outputFiles) {
  const code = factory(file);
  if (startup.has(nameOf(file.path))) together.push(code);
  else if (isShared(nameOf(file.path))) commands.push(code);
  else write(nameOf(file.path), [code]);
}
write("commands", commands);
write("cli", together);
writeFileSync(join(dist, "worker.cjs"), 'require("../bin/backside.js").load("import-worker");\n');
writeFileSync(join(dist, "package.json"), '{ "type": "commonjs" }\n');
writeFileSync(join(dist, "meta.json"), JSON.stringify(metafile));

// The code caches are made in a process of its own, after the commonest commands have compiled what they need.
const caches = spawnSync(process.execPath, [join(root, "scripts/code-cache.cjs")], {
  stdio: ["ignore", "ignore", "inherit"],
});
if (caches.status !== 0) throw new Error("the code caches could not be made");
