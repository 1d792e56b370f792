import {type Entry, setForServer} from './entry.ts'

export const memory = {
  'gpu-out-of-memory': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        match:
          /CUDA error: out of memory|cudaMalloc failed: out of memory|CUDA out of memory|hipMalloc failed: out of memory|ROCm error: out of memory|CUBLAS_STATUS_ALLOC_FAILED/i,
        confidence: 'certain',
      },
    ],
    examples: [
      {text: 'llama runner process has terminated: cudaMalloc failed: out of memory', surface: 'api'},
      {text: 'an error was encountered while running the model: CUDA error: out of memory', surface: 'api'},
      {text: 'torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 20.00 MiB', surface: 'client'},
    ],
    fixes: {
      holders: [
        {run: '[OLLAMA_HOST={otherHost} ]ollama ps', effect: 'safe'},
        {run: 'nvidia-smi', effect: 'safe', platform: 'linux'},
      ],
      unload: [{run: '[OLLAMA_HOST={otherHost} ]ollama stop MODEL', effect: 'changes-state'}],
      context: setForServer('OLLAMA_CONTEXT_LENGTH=2048'),
      smaller: [],
    },
    links: ['https://docs.ollama.com/troubleshooting'],
  },
  'system-memory-insufficient': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        match: /model requires more system memory \((?<required>[^)]+)\) than is available \((?<available>[^)]+)\)/,
        confidence: 'certain',
      },
      {match: /model requires more system memory/, confidence: 'certain'},
      {match: /unable to allocate CPU buffer|ggml_aligned_malloc: insufficient memory/, confidence: 'likely'},
      {match: /not enough memory to load/i, confidence: 'likely'},
    ],
    examples: [
      {text: 'model requires more system memory (168.4 GiB) than is available (23.0 GiB)', surface: 'api'},
      {text: 'llama runner process has terminated: error loading model: unable to allocate CPU buffer', surface: 'api'},
      {text: 'not enough memory to load model', surface: 'client'},
    ],
    fixes: {
      free: [
        {run: 'free -h', effect: 'safe', platform: 'linux'},
        {run: '[OLLAMA_HOST={otherHost} ]ollama ps', effect: 'safe'},
      ],
      context: setForServer('OLLAMA_CONTEXT_LENGTH=2048'),
      smaller: [],
    },
    links: ['https://docs.ollama.com/faq'],
  },
  'host-oom-killed': {
    severity: 'error',
    retryable: false,
    patterns: [{match: /signal: killed|oom-kill|Out of memory: Killed process/, confidence: 'likely'}],
    examples: [{text: 'llama runner process has terminated: signal: killed', surface: 'api'}],
    fixes: {
      confirm: [
        {run: 'journalctl -k --no-pager --grep "out of memory|oom-kill"', effect: 'needs-root', platform: 'linux'},
        {run: "docker inspect --format '{{.State.OOMKilled}}' ollama", effect: 'safe', platform: 'docker'},
        {run: 'kubectl describe pod --selector app=ollama', effect: 'safe', platform: 'kubernetes'},
      ],
      limit: [],
      smaller: [],
    },
    links: ['https://docs.ollama.com/troubleshooting'],
  },
} as const satisfies Record<string, Entry>
