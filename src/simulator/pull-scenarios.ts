import {type Scenario, type SimulatedPull, usualVersion as version} from './scenario.ts'

/** A server without models, on which pulls go this way. */
const pulling = (name: string, summary: string, ...pulls: readonly SimulatedPull[]): Scenario => ({
  name,
  summary,
  version,
  models: [],
  pulls,
})
const lookup = 'pull model manifest: Get "https://registry.ollama.ai/v2/library/llama3.2/manifests/latest": dial tcp'
const mismatch =
  'digest mismatch, file must be downloaded again: want sha256:74701a8c35f6c8d9a4b91f3f3497643001d63e0c7a84e085bed452548fa88d45, got sha256:'

/** What goes wrong while a model is pulled, and what only looks so. */
export const pullScenarios: readonly Scenario[] = [
  pulling('reverting-progress', 'a pull whose counters go back now and then', {
    reverts: true,
    lines: 60,
    end: 'success',
  }),
  pulling(
    'stalled-pull',
    'a pull that stops at two thirds, and goes on when it is asked for again',
    {until: 0.165, end: 'stall'},
    {
      end: 'success',
    },
  ),
  pulling('silent-pull', 'a pull from which nothing comes any more, however often', {until: 0.1, end: 'silence'}),
  pulling('slow-drip-pull', 'a pull that is slow, and arrives', {
    lines: 30,
    everyMs: 50,
    layers: [90_000, 400],
    end: 'success',
  }),
  pulling('pull-error-midstream', 'a pull that ends with an error under HTTP 200', {
    until: 0.2,
    end: {error: 'max retries exceeded: unexpected EOF'},
  }),
  pulling('pull-reset', 'a pull whose connection is cut once', {until: 0.1, end: 'reset'}, {end: 'success'}),
  pulling('pull-without-success', 'a pull that ends without “success”, however often', {end: 'close'}),
  pulling(
    'digest-mismatch-once',
    'a pull that arrives damaged, and whole when it is asked for again',
    {discards: true, end: {error: `${mismatch}c72b15623a06f489e8cb2c0ae442b40a62a3e7d3c6068a0b1127ef83900d3dd0`}},
    {end: 'success'},
  ),
  pulling('digest-mismatch', 'a pull that arrives empty, however often', {
    discards: true,
    end: {error: `${mismatch}e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855`},
  }),
  pulling('disk-full-pull', 'a pull that fills the disk', {
    until: 0.17,
    end: {
      error:
        'write /usr/share/ollama/.ollama/models/blobs/sha256-74701a8c35f6c8d9a4b91f3f3497643001d63e0c7a84e085bed452548fa88d45-partial: no space left on device',
    },
  }),
  pulling('pull-not-found', 'the registry has no such model', {
    layers: [],
    end: {error: 'pull model manifest: file does not exist'},
  }),
  pulling('pull-needs-upgrade', 'the registry asks for a newer Ollama', {
    layers: [],
    end: {
      error:
        'pull model manifest: 412: \n\nThe model you are attempting to pull requires a newer version of Ollama.\n\nPlease download the latest version at:\n\n\thttps://ollama.com/download\n\n',
    },
  }),
  pulling('pull-no-dns', 'the server cannot resolve the registry’s name', {
    layers: [],
    end: {error: `${lookup}: lookup registry.ollama.ai on 127.0.0.11:53: no such host`},
  }),
  pulling('pull-leaves-nothing', 'a pull that says “success”, and the model is not there', {
    leavesNothing: true,
    end: 'success',
  }),
  pulling(
    'restart-in-pull',
    'the server restarts in the middle of a pull',
    {until: 0.15, end: 'restart'},
    {end: 'success'},
  ),
  pulling('interleaved-pull', 'a pull of five layers at a time', {
    layers: [1_321_082_688, 860_000_000, 7_711, 1_429, 485],
    interleaved: true,
    end: 'success',
  }),
  pulling('chatty-pull', 'a line of progress for each kilobyte, fifty thousand of them', {
    layers: [51_200_000],
    lines: 50_000,
    everyMs: 0,
    end: 'success',
  }),
]
