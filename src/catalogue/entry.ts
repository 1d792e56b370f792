/** The knowledge of one cause, apart from its words. */
export interface Entry {
  readonly severity: Severity
  /** Whether asking again later can help without anybody doing anything. */
  readonly retryable: boolean
  /** What recognises it in a text; none where only a check can tell. */
  readonly patterns: readonly Pattern[]
  /** Texts as programs print them, which the matcher must answer with this code first. Its tests. */
  readonly examples: readonly Example[]
  /** Smallest first. The words of each stand under the same key in every language. */
  readonly fixes: Readonly<Record<string, readonly Command[]>>
  readonly links: readonly string[]
}

export type Severity = 'error' | 'warning'

/** `certain` must be earned: one that is wrong is our worst failure. */
export type Confidence = 'certain' | 'likely' | 'possible'

/** Where a text was seen: a body of the API, the `ollama` command, the server's log, or another program that called it. */
export type Surface = 'api' | 'cli' | 'log' | 'client'

export interface Pattern {
  /** Its named groups become the finding's arguments. */
  readonly match: RegExp
  readonly confidence: Confidence
  /** The surfaces on which it holds; everywhere where absent. */
  readonly surfaces?: readonly Surface[]
  /** Says that something failed and not why: answers only where nothing better stands in the text. */
  readonly wrapper?: true
}

export interface Example {
  readonly text: string
  readonly surface?: Surface
}

/** A command to paste. `{model}` and its like are filled from the finding, quoted for a shell where they need it. */
export interface Command {
  readonly run: string
  readonly effect: Effect
  /** Everywhere where absent. */
  readonly platform?: Platform
}

export type Effect = 'safe' | 'changes-state' | 'needs-root'

export type Platform = 'linux' | 'docker' | 'kubernetes' | 'macos' | 'windows' | 'wsl'

/** The words for a domain's codes, in one language. Texts are templates, see template.ts. */
export type WordsOf<Domain extends Record<string, Entry>> = {
  readonly [Code in keyof Domain]: CodeWords & {
    readonly fixes: {readonly [Fix in keyof Domain[Code]['fixes']]: string}
  }
}

export interface CodeWords {
  /** One line that holds without arguments and says more with them. */
  readonly title: string
  /** What it means, in one or two sentences. */
  readonly meaning: string
  /** The likeliest first. */
  readonly causes: readonly string[]
  readonly fixes: Readonly<Record<string, string>>
}

/** A container keeps the environment and the ports it was made with; its models are in the volume and stay. */
export const recreateContainer = 'docker rm -f ollama && docker run -d --name ollama -v ollama:/root/.ollama'

/** How to give the server a variable, wherever it runs: what a shell exports does not reach it. */
export function setForServer(assignment: string): readonly Command[] {
  const [name = '', value = ''] = assignment.split('=')
  return [
    {
      run: `sudo systemctl edit ollama  # add: [Service] and below it Environment="${assignment}"`,
      effect: 'needs-root',
      platform: 'linux',
    },
    {run: 'sudo systemctl restart ollama', effect: 'needs-root', platform: 'linux'},
    {
      run: `${recreateContainer} -e ${assignment} -p 127.0.0.1:11434:11434 ollama/ollama  # with the flags it had, such as --gpus=all`,
      effect: 'changes-state',
      platform: 'docker',
    },
    {
      run: `launchctl setenv ${name} "${value}"  # then quit and start Ollama`,
      effect: 'changes-state',
      platform: 'macos',
    },
    {
      run: `setx ${name} "${value}"  # then quit Ollama in the tray and start it`,
      effect: 'changes-state',
      platform: 'windows',
    },
  ]
}

/** How to start a server that is installed, wherever it runs. */
export const startServer: readonly Command[] = [
  {run: 'sudo systemctl start ollama', effect: 'needs-root', platform: 'linux'},
  {run: 'ollama serve', effect: 'changes-state', platform: 'linux'},
  {run: 'docker start ollama', effect: 'changes-state', platform: 'docker'},
  {run: 'open -a Ollama', effect: 'changes-state', platform: 'macos'},
  {run: '& "$env:LOCALAPPDATA\\Programs\\Ollama\\ollama app.exe"', effect: 'changes-state', platform: 'windows'},
]

/** How to restart it. */
export const restartServer: readonly Command[] = [
  {run: 'sudo systemctl restart ollama', effect: 'needs-root', platform: 'linux'},
  {run: 'docker restart ollama', effect: 'changes-state', platform: 'docker'},
  {run: 'osascript -e \'quit app "Ollama"\' && open -a Ollama', effect: 'changes-state', platform: 'macos'},
  {
    run: 'Get-Process "ollama*" | Stop-Process; & "$env:LOCALAPPDATA\\Programs\\Ollama\\ollama app.exe"',
    effect: 'changes-state',
    platform: 'windows',
  },
]

/** How to read the newest lines of the server's log. */
export const readLog: readonly Command[] = [
  {run: 'journalctl -u ollama --no-pager --since "-15min"', effect: 'safe', platform: 'linux'},
  {run: 'docker logs --tail 200 ollama', effect: 'safe', platform: 'docker'},
  {run: 'kubectl logs --tail 200 deploy/ollama', effect: 'safe', platform: 'kubernetes'},
  {run: 'tail -n 200 ~/.ollama/logs/server.log', effect: 'safe', platform: 'macos'},
  {run: 'Get-Content "$env:LOCALAPPDATA\\Ollama\\server.log" -Tail 200', effect: 'safe', platform: 'windows'},
]
