import type {WordsOf} from '../entry.ts'
import type {memory as domain} from '../memory.ts'

export const memory: WordsOf<typeof domain> = {
  'gpu-out-of-memory': {
    title: 'The GPU ran out of memory[ for {model}]',
    meaning: 'The weights, the context or the compute buffers do not fit into what is free on the GPU.',
    causes: [
      'Other models or programs hold GPU memory.',
      'The context is large.',
      'The model is larger than the GPU.',
      'Another program ran out of it: “CUDA out of memory” is PyTorch’s wording, never Ollama’s.',
    ],
    confirm: 'The log says which allocation failed, how large it was, and on which device.',
    fixes: {
      holders: 'See what holds the memory.',
      unload: 'Unload what is not needed.',
      context: 'Use a smaller context than now; ollama ps shows it.',
      smaller: 'Or use a smaller model, or a smaller quantisation of it.',
      reserve:
        'If it should fit and still fails, keep some GPU memory free, here 1 GiB for each GPU, so that fewer layers are placed there.',
    },
  },
  'gpu-memory-held': {
    title: 'Another program holds the GPU’s memory[: {holder} has {heldBytes} of {totalBytes}]',
    meaning: 'The model found no room on the GPU, of which a program that is not Ollama’s has a large part.',
    causes: [
      'A training, a notebook, a game or an image generator runs on the same GPU.',
      'A program that crashed has left a process behind.',
      'Another inference server has reserved the memory beforehand, as vLLM does.',
    ],
    confirm: 'See what it is, whose it is, and since when it runs.',
    fixes: {
      end: 'End that program if nobody needs it, or let it run at another time.',
      wait: 'If it belongs to somebody else, agree with them: Ollama loads the model as soon as there is room.',
      smaller: 'If both have to run, use a model that fits into what is left.',
      spread: 'If there are several GPUs, give each its own by CUDA_VISIBLE_DEVICES (AMD: ROCR_VISIBLE_DEVICES).',
    },
  },
  'context-too-large-for-vram': {
    title:
      'The context takes more GPU memory than is there[: {kvGib} GiB for the KV cache, {weightsGib} GiB for the weights]',
    meaning:
      'The memory for the context grows with its length, and times the parallel slots. What does not fit moves layers to the CPU, which makes the model slow, or fails the load.',
    causes: [
      'OLLAMA_CONTEXT_LENGTH or num_ctx is much larger than needed.',
      'From 0.15.5 on the default context is large where there is much GPU memory.',
      'OLLAMA_NUM_PARALLEL multiplies the context.',
    ],
    confirm: 'Compare the context and the split between CPU and GPU with the size of the model in “ollama list”.',
    fixes: {
      context: 'Use the smallest context that your prompts need, and load the model again.',
      cache: 'Or halve the cache: quantise it, which needs flash attention.',
      parallel: 'Use one parallel slot.',
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
    confirm: 'See how much memory is free where the server runs, and what the log says of it.',
    fixes: {
      free: 'Unload what is not needed, and close other programs.',
      context: 'Use a smaller context than now; ollama ps shows it.',
      smaller: 'Use a smaller model, or a smaller quantisation of it.',
      swap: 'If it lacks only a little, add swap. What is swapped is slow.',
    },
  },
  'host-oom-killed': {
    title: 'The runner was killed, most likely for want of memory',
    meaning:
      'SIGKILL comes from the kernel’s OOM killer or from the memory limit of a container, hardly ever from elsewhere.',
    causes: [
      'The machine ran out of memory.',
      'The container’s or pod’s limit is too low.',
      'Somebody, or a service manager that lost patience, killed the process.',
    ],
    confirm: 'See whether the kernel or the container says so.',
    fixes: {
      smaller:
        'Use a smaller model, or a smaller quantisation of it, and unload what is not needed; these are loaded now.',
      context: 'Use a smaller context.',
      limit: 'If the server runs in a container or in WSL, raise its limit.',
      swap: 'Or add swap. What is swapped is slow.',
    },
  },
  'vulkan-out-of-memory': {
    title: 'The Vulkan driver could not allocate GPU memory',
    meaning:
      'Either the GPU is full, or one single buffer is larger than the driver allows for one allocation, which can happen with plenty of memory free.',
    causes: [
      'The context or the number of parallel slots makes one buffer larger than the driver’s limit.',
      'The weights and the context are larger than the GPU’s memory.',
      'An integrated GPU gets only a share of the machine’s memory.',
    ],
    confirm: 'See how large the failed buffer was, and what the driver allows at most for one allocation.',
    fixes: {
      unload: 'Unload what is not needed.',
      context: 'Use a smaller context: it shrinks the largest buffers.',
      parallel: 'Use one parallel slot.',
      layers: 'Or put fewer layers on the GPU; try lower numbers until it loads.',
    },
  },
  'metal-out-of-memory': {
    title: 'macOS gave the GPU no more memory',
    meaning:
      'The GPU of a Mac shares the machine’s memory, and macOS lets it use only a part, about two thirds to three quarters. The model and its context went over that.',
    causes: [
      'The model is too large for this Mac.',
      'The context is large.',
      'Several models are loaded, or other programs use the GPU.',
    ],
    confirm: 'See what is loaded, and how much memory the Mac has; a limit of 0 is the system’s default.',
    fixes: {
      unload: 'Unload what is not needed.',
      context: 'Use a smaller context.',
      smaller: 'Use a smaller model, or a smaller quantisation of it.',
      wired:
        'Or raise the GPU’s share, and leave at least 8 GB to macOS: with too little left, the Mac stalls. 0 restores the default.',
    },
  },
  'model-too-large-for-vram': {
    title: 'The model does not fit into the GPU’s free memory[: {neededGib} GiB needed, {freeGib} GiB free]',
    meaning: 'Ollama puts on the GPU what fits, and runs the rest on the CPU. It works, but much slower.',
    causes: [
      'The weights are larger than the GPU’s memory.',
      'Other models or programs hold GPU memory.',
      'The context and the compute buffers leave too little for the layers.',
    ],
    confirm: 'See how the model is split, and what holds the GPU’s memory.',
    fixes: {
      unload: 'Unload what is not needed, and close programs that use the GPU.',
      smaller: 'Use a smaller model, or a smaller quantisation of it, whose size is below the free GPU memory.',
      context: 'Or use a smaller context, if only a few layers are missing.',
      cache: 'Or quantise the KV cache, which needs flash attention.',
    },
  },
  'num-parallel-memory': {
    title: 'The parallel slots multiply the memory for the context[: {offloaded} of {layers} layers fit on the GPU]',
    meaning:
      'Every parallel slot has a context of its own, so OLLAMA_NUM_PARALLEL times the context length is reserved when the model loads, used or not.',
    causes: [
      'OLLAMA_NUM_PARALLEL is set high.',
      'In versions before 0.10 it is chosen by the server, up to 4 times the context.',
    ],
    confirm: 'See what the server has as OLLAMA_NUM_PARALLEL, and how much larger the loaded model is than its file.',
    fixes: {
      one: 'Use one slot; requests then wait for each other.',
      context: 'Or keep the slots, and give each a smaller context.',
    },
  },
  'host-allocation-failed': {
    title: 'The machine could not give the runner memory',
    meaning:
      'An allocation of ordinary memory failed, not of GPU memory: for layers that stay on the CPU, or for the buffers through which data goes to the GPU.',
    causes: [
      'Memory and swap, or the page file of Windows, are used up.',
      'A limit holds: ulimit, systemd, a container, or strict overcommit.',
      'num_ctx is so large that no machine has the memory.',
    ],
    confirm: 'See how much memory and swap is free, and whether a limit is set.',
    fixes: {
      free: 'Unload what is not needed, and close other programs.',
      pageFile: 'Add swap, or let Windows enlarge its page file.',
      limit: 'If a container or WSL limits the memory, raise that limit.',
      smaller: 'Or use a smaller model or context.',
    },
  },
  'prompt-cache-exhausts-memory': {
    title: 'The prompt cache filled the memory[: {cacheMib} MiB]',
    meaning:
      'Since 0.30 every runner keeps up to 8 GiB of earlier prompts in ordinary memory. Ollama does not count that when it decides what fits.',
    causes: [
      'The container or the machine has less memory to spare than the cache may take.',
      'Several models are loaded, and each has a cache of its own.',
    ],
    confirm: 'The log shows the cache’s limit, and how it grew before the end.',
    fixes: {
      cache: 'Give the cache less, here 512 MiB; 0 switches it off. Long conversations are then read anew more often.',
      limit: 'Or raise the limit of the container.',
      models: 'Or keep one model loaded at a time.',
    },
  },
  'gpu-overhead-misconfigured': {
    title: 'OLLAMA_GPU_OVERHEAD keeps the GPU’s memory free[: {overheadGib} GiB of {freeGib} GiB]',
    meaning:
      'The variable reserves that much on every GPU, in bytes. It leaves nothing for the model, so it runs on the CPU.',
    causes: [
      'The value was meant for all GPUs together, or in another unit.',
      'It was set to try something, and stayed.',
    ],
    confirm: 'See the value that the server has, and what the log says of the memory it leaves.',
    fixes: {
      unset: 'Remove the variable.',
      bytes: 'Or give it a small number of bytes, here 512 MiB for each GPU.',
    },
  },
  'container-memory-limit': {
    title: 'The container’s memory limit is too low[: {process} was killed]',
    meaning:
      'The container, pod, VM or WSL may use less memory than the machine has, and the model went over that limit. The machine itself may have plenty.',
    causes: [
      'The limit in Compose, Kubernetes or systemd is smaller than the model and its context.',
      'Docker Desktop or WSL gives its VM only half of the machine’s memory.',
      'The prompt cache of 0.30 and later, or a second model, came on top.',
    ],
    confirm: 'See the limit, and whether the container was killed for it.',
    fixes: {
      limit: 'Raise the limit above the model’s size plus its context, with 1 or 2 GB to spare.',
      desktop: 'In Docker Desktop, give its VM more memory: Settings, Resources, Memory.',
      context: 'Or use a smaller context.',
      smaller: 'Or use a smaller model, or a smaller quantisation of it.',
    },
  },
  'kv-cache-slot-exhausted': {
    title: 'The KV cache has no room left for the request',
    meaning:
      'All places for tokens in the loaded context are taken, by this request or by others that run at the same time, and the runner gives up.',
    causes: [
      'The context is small for the number of parallel requests.',
      'A defect of this version in how it frees or shifts the cache.',
      'num_ctx is smaller than the number of parallel slots.',
    ],
    confirm: 'See which context is loaded, and what the log says before the failure.',
    fixes: {
      upgrade: 'Upgrade Ollama: several such defects are fixed.',
      context: 'Give the server a larger context. It takes memory.',
      parallel: 'Use one parallel slot.',
    },
  },
}
