import type {WordsOf} from '../entry.ts'
import type {gpu as domain} from '../gpu.ts'

export const gpu: WordsOf<typeof domain> = {
  'gpu-share-unverified': {
    title: 'The server’s claim about the GPU[ for {model}] has no evidence',
    meaning:
      'It reports as much GPU memory as the model’s file has bytes. That is what it says when it could not read the real sizes, even with the model on the CPU.',
    causes: ['The runner’s log lines about its buffers were not understood (0.30 and newer).'],
    fixes: {log: 'Look for “offloaded N/M layers to GPU” in the log.', watch: 'See whether the GPU’s memory is used.'},
  },
}
