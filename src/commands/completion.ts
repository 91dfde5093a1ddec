import type { Command } from "commander";
import type { CompletionCommand } from "../completion/tree.ts";
import type { Context } from "./context.ts";
import { oneOf } from "./option.ts";
import type { Verb } from "./verb.ts";

const SHELLS = ["bash", "zsh", "fish", "powershell"] as const;
type Shell = (typeof SHELLS)[number];

const SCRIPTS: Record<Shell, () => Promise<(tree: CompletionCommand) => string>> = {
  bash: async () => (await import("../completion/bash.ts")).bashCompletion,
  zsh: async () => (await import("../completion/zsh.ts")).zshCompletion,
  fish: async () => (await import("../completion/fish.ts")).fishCompletion,
  powershell: async () => (await import("../completion/powershell.ts")).powershellCompletion,
};

export const completion: Verb = {
  name: "completion",
  summary: "Print the completion script of a shell",
  examples: [
    "backside completion bash > ~/.local/share/bash-completion/completions/backside",
    "source <(backside completion zsh)",
    "backside completion fish > ~/.config/fish/completions/backside.fish",
    "backside completion powershell >> $PROFILE",
  ],
  notes: [
    "The script completes commands, options, their values, file names, and the names of contacts, tags and groups, for which it asks the store. Nothing is changed by printing it.",
  ],
  effect: "read",
  operations: [],
  build: completionCommand,
};

/** `backside completion SHELL` */
function completionCommand(command: Command, context: Context): Command {
  return command.argument("<shell>", SHELLS.join(", "), oneOf("the shell", SHELLS)).action(async (shell: Shell) => {
    const { completionTree } = await import("../completion/tree.ts");
    const script = await SCRIPTS[shell]();
    await context.io.out(script(completionTree(command.parent ?? command)));
  });
}
