import type {WordsOf} from '../entry.ts'
import type {memory as domain} from '../memory.ts'

export const memory: WordsOf<typeof domain> = {
  'gpu-out-of-memory': {
    title: 'The GPU ran out of memory[ for {model}]',
    meaning: 'The weights, the context or the compute buffers do not fit into what is free on the GPU.',
    causes: ['Other models or programs hold GPU memory.', 'The context is large.', 'The model is larger than the GPU.'],
    fixes: {
      holders: 'See what holds the memory.',
      unload: 'Unload what is not needed.',
      context: 'Use a smaller context than now; ollama ps shows it.',
      smaller: 'Or use a smaller model, or a smaller quantisation of it.',
    },
  },
  'system-memory-insufficient': {
    title: 'The model[ {model}] needs more memory than is free[: {required}, and {available} are there]',
    meaning: 'What does not go to a GPU has to fit into the machine’s free memory and swap.',
    causes: [
      'The model is too large for this machine.',
      'The context is large.',
      'Other programs, or the limit of a container or VM, leave too little.',
    ],
    fixes: {
      free: 'See what is free and what is loaded.',
      context: 'Use a smaller context than now; ollama ps shows it.',
      smaller: 'Use a smaller model, or a smaller quantisation of it.',
    },
  },
  'host-oom-killed': {
    title: 'The runner was killed, most likely for want of memory',
    meaning:
      'SIGKILL comes from the kernel’s OOM killer or from the memory limit of a container, hardly ever from elsewhere.',
    causes: ['The machine ran out of memory.', 'The container’s or pod’s limit is too low.'],
    fixes: {
      confirm: 'See whether the kernel or the container says so.',
      limit: 'Raise the limit, or add swap.',
      smaller: 'Or use a smaller model or context.',
    },
  },
}
