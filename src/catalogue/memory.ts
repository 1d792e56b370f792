import {crashed} from './common-phrases.ts'
import type {Command, Entry} from './entry.ts'
import {
  listLoaded,
  nvidiaState,
  searchKernelLog,
  searchLog,
  serverEnvironment,
  setForServer,
  unsetForServer,
  upgradeOllama,
} from './steps.ts'

/** How much memory is free where the server runs. */
const freeMemory: readonly Command[] = [
  {run: 'free -h', effect: 'safe', platform: 'linux'},
  {run: 'docker stats --no-stream ollama', effect: 'safe', platform: 'docker'},
  {run: 'kubectl exec deploy/ollama -- cat /proc/meminfo', effect: 'safe', platform: 'kubernetes'},
  {run: 'memory_pressure', effect: 'safe', platform: 'macos'},
  {
    run: 'Get-CimInstance Win32_OperatingSystem | Select-Object FreePhysicalMemory, FreeVirtualMemory',
    effect: 'safe',
    platform: 'windows',
  },
  {run: 'free -h', effect: 'safe', platform: 'wsl'},
]

/** What the container may use, and whether it was killed for using more. */
const containerLimit: readonly Command[] = [
  {
    run: "docker inspect --format '{{.State.OOMKilled}} {{.HostConfig.Memory}}' ollama",
    effect: 'safe',
    platform: 'docker',
  },
  {run: 'kubectl describe pod --selector app=ollama', effect: 'safe', platform: 'kubernetes'},
]

const raiseLimit: readonly Command[] = [
  {
    run: 'docker update --memory 16g --memory-swap 16g ollama  # in Compose: mem_limit',
    effect: 'changes-state',
    platform: 'docker',
  },
  {run: 'kubectl set resources deploy/ollama --limits=memory=16Gi', effect: 'changes-state', platform: 'kubernetes'},
  {
    run: 'wsl --shutdown  # after setting memory=16GB below [wsl2] in %UserProfile%\\.wslconfig',
    effect: 'changes-state',
    platform: 'wsl',
  },
]

const addSwap: readonly Command[] = [
  {
    run: 'sudo fallocate -l 16G /ollama.swap && sudo chmod 600 /ollama.swap && sudo mkswap /ollama.swap && sudo swapon /ollama.swap  # until the next boot',
    effect: 'needs-root',
    platform: 'linux',
  },
]

const unload: readonly Command[] = [{run: '[OLLAMA_HOST={otherHost} ]ollama stop MODEL', effect: 'changes-state'}]

const unloadSome: readonly Command[] = [...listLoaded, ...unload]

/** Fewer layers on the GPU; the rest goes to the CPU. */
const fewerLayers: readonly Command[] = [
  {
    run: '[OLLAMA_HOST={otherHost} ]ollama run {model}  # then type: /set parameter num_gpu 20',
    effect: 'changes-state',
  },
]

/** The limit of a container or a service was reached, and not the end of the machine's memory. */
const cgroupLimit = ['Memory cgroup out of memory', 'CONSTRAINT_MEMCG'] as const

const smallerContext = setForServer('OLLAMA_CONTEXT_LENGTH=2048')
const oneSlot = setForServer('OLLAMA_NUM_PARALLEL=1')
const smallerCache: readonly Command[] = [
  ...setForServer('OLLAMA_FLASH_ATTENTION=1'),
  ...setForServer('OLLAMA_KV_CACHE_TYPE=q8_0'),
]

/** An allocation that failed did no harm where the load went on to its end. */
const survived = ['runner started in', 'llama-server started in', 'retrying without pipeline parallelism'] as const

/** Where there is no GPU, or the server was told not to use it, nothing has to fit into one. */
const withoutGpu = ['offload to cpu', 'library=cpu'] as const

/** How a process ends that has no memory left. */
const outOfMemory =
  '{terminated: signal: killed|string="signal: killed"|OOMKilled|oom-kill|status=9/KILL|Killed process|std::bad_alloc}'

/** Error 1455 of Windows, which PyTorch and others report, too. */
const pageFileTooSmall = [
  'The paging file is too small for this operation to complete',
  'Auslagerungsdatei ist zu klein',
  'fichier de pagination est insuffisant',
  'archivo de paginación es demasiado pequeño',
  'arquivo de paginação é muito pequeno',
  'file di paging è troppo piccolo',
  'Файл подкачки слишком мал',
  'Disk belleği dosyası bu işlemin tamamlanması için çok küçük',
  '页面文件太小',
  '分頁檔太小',
  'ページング ファイルが小さすぎる',
  '페이징 파일이 너무 작',
] as const

/** Programs that use the GPU without Ollama. */
const otherProgram = '{vllm|torch|comfyui|diffusers|sglang|tensorrt|whisper}'

export const memory = {
  'gpu-out-of-memory': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          '{CUDA|ROCm|HIP|MUSA} error: out of memory',
          'CUBLAS_STATUS_ALLOC_FAILED',
          'HIPBLAS_STATUS_ALLOC_FAILED',
          'rocblas_status_memory_error',
          'CUDA_ERROR_OUT_OF_MEMORY',
          'CUDA error # at …: out of memory',
          'CUDA error: 2 (out of memory)',
          'cudaErrorMemoryAllocation',
          'hipErrorOutOfMemory',
          'runtime OOM detected; expiring loaded models',
          'memory layout cannot be allocated with num_gpu',
        ],
        confidence: 'certain',
        unless: [otherProgram],
      },
      {says: ['{CUDA|HIP} error: out of memory'], with: [otherProgram], confidence: 'likely'},
      {
        says: [
          '{cudaMalloc|hipMalloc|musaMalloc|cuMemCreate}… failed: out of memory',
          'unable to allocate {CUDA|ROCm|HIP|SYCL|MUSA}# buffer',
          'failed to allocate {CUDA|ROCm|HIP|SYCL|MUSA}# buffer',
          '{UR|ZE}_RESULT_ERROR_OUT_OF_DEVICE_MEMORY',
          'PI_ERROR_OUT_OF_DEVICE_MEMORY',
        ],
        confidence: 'certain',
        unlessThen: survived,
      },
      {
        says: [
          'CUDA out of memory',
          'HIP out of memory',
          'GPU out of memory',
          'GPU ran out of memory',
          'CUBLAS_STATUS_NOT_INITIALIZED',
          'CL_MEM_OBJECT_ALLOCATION_FAILURE',
          'CL_OUT_OF_RESOURCES',
          'HSA_STATUS_ERROR_OUT_OF_RESOURCES',
          'GPU memory exhausted',
          'insufficient VRAM to load model',
        ],
        confidence: 'likely',
      },
      {
        says: [
          'llama-server reported out-of-memory during startup',
          'startup failed after projector CPU offload retry',
          'retrying with projector CPU offload',
          'memory layout cannot be allocated',
          'failed to commit memory for model',
          'evicting all other models and retrying once',
        ],
        confidence: 'likely',
        kind: 'effect',
        unlessThen: survived,
      },
      {
        says: [
          'failed to allocate memory for model',
          'unable to allocate backend buffer',
          'failed to allocate compute buffers',
          'failed to allocate compute {pp|tg} buffers',
          'failed to allocate tensor buffer',
          'cannot load model without memory allocation',
          '"message":"out of memory"',
          'error="out of memory"',
          '^out of memory$',
          '显存不足',
        ],
        confidence: 'possible',
        kind: 'effect',
        unlessThen: survived,
      },
    ],
    examples: [
      {text: 'llama runner process has terminated: cudaMalloc failed: out of memory', surface: 'api', status: 500},
      {
        text: 'an error was encountered while running the model: CUDA error: out of memory',
        surface: 'api',
        status: 500,
      },
      {text: 'torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 20.00 MiB', surface: 'client'},
      {
        text: 'Error: llama runner process has terminated: error loading model: unable to allocate ROCm0 buffer',
        surface: 'cli',
      },
      {text: 'CUDA error: CUBLAS_STATUS_NOT_INITIALIZED', surface: 'log'},
    ],
    confirm: searchLog('out of memory|failed to allocate|offloaded'),
    fixes: {
      holders: [...listLoaded, ...nvidiaState],
      unload,
      context: smallerContext,
      smaller: [],
      reserve: setForServer('OLLAMA_GPU_OVERHEAD=1073741824'),
    },
    links: ['https://docs.ollama.com/troubleshooting', 'https://docs.ollama.com/gpu'],
  },
  'gpu-memory-held': {
    severity: 'error',
    retryable: false,
    patterns: [],
    examples: [],
    confirm: [
      {run: 'nvidia-smi --query-compute-apps=pid,process_name,used_memory --format=csv', effect: 'safe'},
      {run: 'ps -o user,lstart,args -p {pid}', effect: 'safe', platform: 'linux'},
      {run: 'Get-Process -Id {pid} | Select-Object Id, Path, StartTime', effect: 'safe', platform: 'windows'},
    ],
    fixes: {
      end: [
        {run: 'kill {pid}', effect: 'changes-state', platform: 'linux'},
        {run: 'Stop-Process -Id {pid}', effect: 'changes-state', platform: 'windows'},
      ],
      wait: [],
      smaller: [],
      spread: setForServer('CUDA_VISIBLE_DEVICES=1'),
    },
    links: [],
  },
  'context-too-large-for-vram': {
    severity: 'warning',
    retryable: false,
    patterns: [
      {
        says: [
          'memory.required.kv="<kvGib> GiB" memory.required.allocations="…" memory.weights.total="<weightsGib> GiB"',
          'memory.required.kv="<kvGib> GiB" memory.weights.total="<weightsGib> GiB"',
        ],
        confidence: 'likely',
        kind: 'effect',
        unless: [...crashed, ...withoutGpu],
        less: ['weightsGib', 'kvGib'],
        with: ['layers.offload=0 '],
      },
      {
        says: ['offloaded <offloaded>/<layers> layers to GPU'],
        confidence: 'likely',
        kind: 'effect',
        less: ['offloaded', 'layers'],
        with: [
          'n_ctx = {16384|20480|24576|32000|32768|40960|49152|65536|81920|98304|128000|131072|163840|200000|262144}',
        ],
        unless: [...crashed, ...withoutGpu, 'offloaded 0/', 'n_seq_max = {4|8|10|16|32|64|128}'],
      },
      {
        says: ['% CPU/GPU {32000|32768|40960|49152|65536|81920|98304|128000|131072|163840|200000|262144} '],
        confidence: 'likely',
        kind: 'effect',
        unless: crashed,
      },
      {
        says: ['% CPU/GPU {8192|12288|16000|16384|20480|24576} '],
        confidence: 'possible',
        kind: 'effect',
        unless: crashed,
      },
      {
        says: [
          'load failed; reducing automatic context and retrying once',
          'failed to allocate buffer for kv cache',
          'failed to allocate buffer for the kv cache',
          'kv_cache_init() failed for self-attention cache',
          'failed to allocate kv cache',
          'failed to initialize kv cache',
        ],
        confidence: 'likely',
        unlessThen: survived,
      },
      {
        says: [
          'failed to allocate compute buffers',
          'failed to allocate compute {pp|tg} buffers',
          'compute buffer allocation failed',
          'unable to create llama context',
          'failed to create context with model',
          'failed to initialize the context',
        ],
        confidence: 'possible',
        kind: 'effect',
        unless: ['flash_attn', 'flash attention'],
        unlessThen: survived,
      },
    ],
    examples: [
      {
        text: 'level=INFO source=server.go:139 msg=offload library=cuda layers.requested=-1 layers.model=33 layers.offload=0 layers.split="" memory.available="[11.3 GiB]" memory.gpu_overhead="0 B" memory.required.full="28.4 GiB" memory.required.partial="0 B" memory.required.kv="16.0 GiB" memory.required.allocations="[0 B]" memory.weights.total="4.3 GiB"',
        surface: 'log',
      },
      {text: 'llama_kv_cache_init: failed to allocate buffer for kv cache', surface: 'log'},
      {
        text: 'level=WARN source=sched.go:652 msg="llama-server load failed; reducing automatic context and retrying once" old_num_ctx=262144 new_num_ctx=32768',
        surface: 'log',
      },
      {
        text: 'NAME           ID              SIZE     PROCESSOR          CONTEXT    UNTIL\nqwen3:14b      bdbd181c33f2    38 GB    41%/59% CPU/GPU    131072     4 minutes from now',
        surface: 'cli',
      },
      {
        text: 'llama_context: n_ctx         = 65536\nload_tensors: offloaded 9/33 layers to GPU',
        surface: 'log',
      },
    ],
    confirm: [...listLoaded, ...searchLog('kv cache|KV buffer size|memory.required.kv|default_num_ctx')],
    fixes: {
      context: setForServer('OLLAMA_CONTEXT_LENGTH=8192'),
      cache: smallerCache,
      parallel: oneSlot,
      smaller: [],
    },
    links: ['https://docs.ollama.com/context-length', 'https://docs.ollama.com/faq'],
  },
  'system-memory-insufficient': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'model requires more system memory (<required>) than is available (<available>)',
          'model requires more system memory (',
          'model request too large for system" requested="<required>" available="<available>"',
          'model request too large for system',
          'model is too large for system memory',
          'model requires <required> but only <available> are available (after',
          'insufficient memory for image generation: need <required>, have <available>$',
          'insufficient memory for image generation',
        ],
        confidence: 'certain',
      },
      {
        says: [
          'model requires more system memory',
          'requires more memory than is available',
          'ggml_aligned_malloc: insufficient memory (attempted to allocate <required>)',
          'ggml_aligned_malloc: insufficient memory',
          'insufficient memory (attempted to allocate',
          'unable to allocate {CPU|CPU_REPACK|CPU_AARCH64|AMX} buffer',
          'not enough memory to load',
          'not enough system memory',
          'insufficient system memory',
        ],
        confidence: 'likely',
      },
      {
        says: ['unable to allocate backend buffer'],
        confidence: 'likely',
        kind: 'effect',
        unlessThen: survived,
      },
      {
        says: [
          'failed to allocate {CPU|CPU_REPACK|CPU_AARCH64|AMX} buffer of size',
          'cpu_buffer_type_alloc_buffer: failed to allocate buffer of size',
          'failed to allocate memory for model',
          'unable to fit model into system memory',
          '内存不足',
        ],
        confidence: 'possible',
        kind: 'effect',
        unlessThen: survived,
      },
    ],
    examples: [
      {
        text: 'model requires more system memory (168.4 GiB) than is available (23.0 GiB)',
        surface: 'api',
        status: 500,
      },
      {
        text: 'llama runner process has terminated: error loading model: unable to allocate CPU buffer',
        surface: 'api',
        status: 500,
      },
      {text: 'not enough memory to load model', surface: 'client'},
      {
        text: 'level=WARN source=server.go:989 msg="model request too large for system" requested="95.4 GiB" available="22.9 GiB" total="23.5 GiB" free="22.9 GiB" swap="0 B"',
        surface: 'log',
      },
      {
        text: 'model requires 24.1 GiB but only 15.2 GiB are available (after 1.0 GiB overhead)',
        surface: 'api',
        status: 500,
      },
    ],
    confirm: [...freeMemory, ...searchLog('system memory|too large for system')],
    fixes: {
      free: unloadSome,
      context: smallerContext,
      smaller: [],
      swap: addSwap,
    },
    links: ['https://docs.ollama.com/faq'],
  },
  'host-oom-killed': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'Out of memory: {Killed|Kill} process # ({ollama|llama-server})',
          'Out of memory: {Killed|Kill} process # (ollama_llama',
          'oom_reaper: reaped process # ({ollama|llama-server})',
          "ollama.service: Failed with result 'oom-kill'",
          'ollama.service: A process of this unit has been killed by the OOM killer',
          'ollama.service: systemd-oomd killed',
          'task={ollama|llama-server},',
        ],
        confidence: 'certain',
        unless: cgroupLimit,
      },
      {
        says: [
          'process has terminated: signal: killed',
          'no longer running: signal: killed',
          'no longer running" sys=9 string="signal: killed"',
          'exited unexpectedly: signal: killed',
          'mlx runner failed: signal: killed',
          'oom_reaper: reaped process',
          'killed by the OOM killer',
          "result 'oom-kill'",
          'oom-kill:constraint=CONSTRAINT_NONE',
          'killed by systemd-oomd',
          'systemd-oomd killed',
          'invoked oom-killer',
          'status=9/KILL',
          '{exit code|exit status|exited with code|exit|exitCode:|exitCode":} 137',
          'code=137',
          'exited (137)',
          'memorystatus: killing',
          'lowmemorykiller: Kill',
          'earlyoom…sending {SIGTERM|SIGKILL}',
        ],
        confidence: 'likely',
        unless: ["with result 'timeout'", ...cgroupLimit],
      },
      // The victim was somebody else, and the machine the same.
      {says: ['Out of memory: {Killed|Kill} process # (<process>)'], confidence: 'possible', kind: 'effect'},
      {
        says: ['signal: killed', 'zsh: killed', '# Killed ollama', '(core dumped) killed', '^Killed$'],
        confidence: 'possible',
        unless: ['llama-server terminated" error="signal: killed"'],
      },
      {
        says: ['llama-server terminated" error="signal: killed"'],
        confidence: 'possible',
        kind: 'wrapper',
      },
    ],
    examples: [
      {text: 'llama runner process has terminated: signal: killed', surface: 'api', status: 500},
      {text: '{"error":"llama-server process has terminated: signal: killed"}', surface: 'api', status: 500},
      {
        text: 'kernel: Out of memory: Killed process 4242 (ollama) total-vm:31457280kB, anon-rss:15728640kB, file-rss:0kB',
        surface: 'log',
      },
      {text: "systemd[1]: ollama.service: Failed with result 'oom-kill'.", surface: 'log'},
      {
        text: 'level=WARN source=server.go:532 msg="llama runner process no longer running" sys=9 string="signal: killed"',
        surface: 'log',
      },
    ],
    confirm: [...searchKernelLog('out of memory|oom-kill'), ...containerLimit],
    fixes: {
      smaller: listLoaded,
      context: smallerContext,
      limit: raiseLimit,
      swap: addSwap,
    },
    links: ['https://docs.ollama.com/troubleshooting'],
  },
  'vulkan-out-of-memory': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'ErrorOutOfDeviceMemory',
          'VK_ERROR_OUT_OF_DEVICE_MEMORY',
          'vk::OutOfDeviceMemoryError',
          'ggml_vulkan: Device memory allocation of size',
          'exceeds device memory allocation limit',
          'exceeds device buffer size limit',
          'unable to allocate Vulkan# buffer',
          'failed to allocate Vulkan# buffer',
        ],
        confidence: 'certain',
        unlessThen: survived,
      },
      {
        says: ['ErrorOutOfHostMemory', 'VK_ERROR_OUT_OF_HOST_MEMORY', 'VK_ERROR_OUT_OF_POOL_MEMORY'],
        confidence: 'likely',
        unless: ['pinned'],
        unlessThen: survived,
      },
    ],
    examples: [
      {text: 'ggml_vulkan: Device memory allocation of size 1073741824 failed.', surface: 'log'},
      {text: 'ggml_vulkan: vk::Device::allocateMemory: ErrorOutOfDeviceMemory', surface: 'log'},
      {
        text: 'llama runner process has terminated: error loading model: unable to allocate Vulkan0 buffer',
        surface: 'api',
        status: 500,
      },
    ],
    confirm: [
      ...searchLog('ggml_vulkan|Vulkan'),
      {run: 'vulkaninfo | grep -iE "deviceName|maxMemoryAllocationSize|size +="', effect: 'safe', platform: 'linux'},
    ],
    fixes: {
      unload: unloadSome,
      context: smallerContext,
      parallel: oneSlot,
      layers: fewerLayers,
    },
    links: ['https://docs.ollama.com/gpu'],
  },
  'metal-out-of-memory': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'kIOGPUCommandBufferCallbackErrorOutOfMemory',
          'Insufficient Memory (00000008',
          'unable to allocate Metal buffer',
          'failed to allocate Metal buffer',
          'unable to allocate MTL# buffer',
          'failed to allocate MTL# buffer',
          'metal_buffer_init: error: failed to allocate buffer',
          'metal_buffer_type_alloc_buffer: error: failed to allocate buffer',
          'metal_add_buffer: error: failed to allocate',
          '[metal::malloc] Attempting to allocate',
          '[metal::malloc] Unable to allocate',
          '[malloc_or_wait] Unable to allocate',
          '[metal::malloc] Resource limit',
        ],
        confidence: 'certain',
        unlessThen: survived,
      },
      {
        says: [
          'greater than the recommended max working set size',
          'MLX model exceeds the recommended working set',
          'larger than the recommended max working set',
          'error: failed to allocate buffer, size = # MiB',
        ],
        confidence: 'likely',
        kind: 'effect',
        unless: ['ggml_cuda', 'ggml_vulkan'],
      },
    ],
    examples: [
      {
        text: 'error: Insufficient Memory (00000008:kIOGPUCommandBufferCallbackErrorOutOfMemory)',
        surface: 'log',
      },
      {text: 'ggml_metal_buffer_init: error: failed to allocate buffer, size = 10240.00 MiB', surface: 'log'},
      {
        text: 'ggml_metal_log_allocated_size: warning: current allocated size is greater than the recommended max working set size',
        surface: 'log',
      },
      {
        text: 'level=WARN source=runner.go:155 msg="MLX model exceeds the recommended working set; performance may be degraded" model_size="30.1 GiB"',
        surface: 'log',
      },
    ],
    confirm: [
      ...listLoaded,
      {run: 'sysctl hw.memsize iogpu.wired_limit_mb', effect: 'safe', platform: 'macos'},
      {
        run: 'grep -iE "Insufficient Memory|recommendedMaxWorkingSetSize" ~/.ollama/logs/server.log | tail',
        effect: 'safe',
        platform: 'macos',
      },
    ],
    fixes: {
      unload,
      context: smallerContext,
      smaller: [],
      wired: [
        {
          run: 'sudo sysctl iogpu.wired_limit_mb=MEGABYTES  # lasts until the next restart of the Mac',
          effect: 'needs-root',
          platform: 'macos',
        },
      ],
    },
    links: ['https://docs.ollama.com/macos', 'https://docs.ollama.com/troubleshooting'],
  },
  'model-too-large-for-vram': {
    severity: 'warning',
    retryable: false,
    patterns: [
      {
        says: [
          'insufficient VRAM to load any model layers',
          'not enough VRAM available, falling back to CPU only',
          'unable to load full model on GPU',
          'model too large to fit in GPU',
        ],
        confidence: 'likely',
      },
      {
        says: [
          'memory.available="[<freeGib> GiB]" memory.gpu_overhead="…" memory.required.full="<neededGib> GiB"',
          'memory.available="[<freeGib> GiB]" memory.required.full="<neededGib> GiB"',
        ],
        confidence: 'likely',
        kind: 'effect',
        less: ['freeGib', 'neededGib'],
        unless: [...crashed, ...withoutGpu, 'memory.available="[# GiB #'],
      },
      {
        says: ['layers.model=<layers> layers.offload=<offloaded> '],
        confidence: 'possible',
        kind: 'effect',
        unless: [...crashed, ...withoutGpu],
        less: ['offloaded', 'layers'],
      },
      {says: ['{GB|MB} #%/#% CPU/GPU'], confidence: 'likely', kind: 'effect', unless: crashed},
      {says: ['msg="predicted usage exceeds VRAM"'], confidence: 'possible', kind: 'effect', unless: crashed},
    ],
    examples: [
      {
        text: 'level=DEBUG source=server.go:969 msg="insufficient VRAM to load any model layers"',
        surface: 'log',
      },
      {
        text: 'level=INFO source=server.go:138 msg=offload library=cuda layers.requested=-1 layers.model=33 layers.offload=20 layers.split="" memory.available="[5.6 GiB]" memory.gpu_overhead="0 B" memory.required.full="8.2 GiB" memory.required.partial="5.4 GiB" memory.required.kv="1.0 GiB"',
        surface: 'log',
      },
      {text: '2024/01/11 10:00:00 llm.go:63: not enough vram available, falling back to CPU only', surface: 'log'},
    ],
    confirm: [...listLoaded, ...nvidiaState],
    fixes: {
      unload,
      smaller: [],
      context: setForServer('OLLAMA_CONTEXT_LENGTH=4096'),
      cache: smallerCache,
    },
    links: ['https://docs.ollama.com/faq', 'https://docs.ollama.com/gpu'],
  },
  'num-parallel-memory': {
    severity: 'warning',
    retryable: false,
    patterns: [
      {
        says: ['offloaded <offloaded>/<layers> layers to GPU'],
        confidence: 'likely',
        kind: 'effect',
        unless: crashed,
        less: ['offloaded', 'layers'],
        with: ['n_seq_max = {4|8|10|12|16|20|24|32|48|64|100|128|256}'],
      },
      {
        says: [
          'n_seq_max = {4|8|10|12|16|20|24|32|48|64|100|128|256}',
          'OLLAMA_NUM_PARALLEL:{4|8|10|12|16|20|24|32|48|64|100|128|256} ',
        ],
        confidence: 'possible',
        kind: 'effect',
        unless: crashed,
        with: ['failed to allocate'],
      },
      {
        says: ['OLLAMA_NUM_PARALLEL:{8|10|12|16|20|24|32|48|64|100|128|256} '],
        confidence: 'likely',
        kind: 'effect',
        unless: [...crashed, ...withoutGpu],
        with: ['layers.offload=0 '],
      },
    ],
    examples: [
      {
        text: 'llama_context: n_seq_max     = 16\nllama_context: n_ctx         = 131072\nload_tensors: offloaded 9/33 layers to GPU',
        surface: 'log',
      },
    ],
    confirm: [...serverEnvironment, ...listLoaded],
    fixes: {
      one: oneSlot,
      context: smallerContext,
    },
    links: ['https://docs.ollama.com/faq'],
  },
  'host-allocation-failed': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'unable to allocate {CUDA|ROCm|Vulkan|SYCL|HIP}_Host buffer',
          'failed to allocate {CUDA|ROCm|Vulkan|SYCL|HIP}_Host buffer of size',
          'exit status 0xc000012d',
          'STATUS_COMMITMENT_LIMIT',
          'exit status 0xc0000017',
        ],
        confidence: 'certain',
        unlessThen: survived,
      },
      {says: pageFileTooSmall, confidence: 'certain', with: ['{process has terminated|fork/exec|error loading model}']},
      {says: pageFileTooSmall, confidence: 'likely'},
      {
        says: [
          'fatal error: runtime: out of memory',
          'runtime: cannot allocate memory',
          'std::bad_alloc',
          'mem_buffer != NULL) failed',
          'fork/exec … cannot allocate memory',
          'error starting runner: … cannot allocate memory',
          'mmap failed: Cannot allocate memory',
          'error loading model: … Cannot allocate memory',
          'mmap: cannot allocate memory',
          'Not enough memory resources are available',
          'Insufficient system resources exist to complete',
          'Nicht genügend Hauptspeicher verfügbar',
          'Ne peut allouer de la mémoire',
          "Impossible d'allouer de la mémoire",
          'No se pudo asignar memoria',
          'No se puede asignar memoria',
          'Не удалось выделить память',
          'Невозможно выделить память',
          'Bellek ayrılamadı',
          'Impossibile allocare memoria',
          'Não foi possível alocar memória',
          'メモリを確保できません',
          '无法分配内存',
          '無法配置記憶體',
        ],
        confidence: 'likely',
        unless: ['mlock', 'pinned'],
      },
      {
        says: [
          'unable to allocate CPU buffer',
          'unable to allocate backend buffer',
          'Cannot allocate memory',
          'ENOMEM',
        ],
        confidence: 'possible',
        kind: 'effect',
        unless: ['mlock', 'pinned'],
        unlessThen: survived,
      },
    ],
    examples: [
      {
        text: 'llama runner process has terminated: error loading model: unable to allocate CUDA_Host buffer',
        surface: 'api',
        status: 500,
      },
      {text: "terminate called after throwing an instance of 'std::bad_alloc'", surface: 'log'},
      {
        text: 'Error: llama runner process has terminated: The paging file is too small for this operation to complete.',
        surface: 'cli',
      },
      {
        text: 'error starting runner: fork/exec /usr/local/bin/ollama: cannot allocate memory',
        surface: 'api',
        status: 500,
      },
      {
        text: '{"error":"llama runner process has terminated: GGML_ASSERT(ctx-\\u003emem_buffer != NULL) failed"}',
        surface: 'api',
        status: 500,
      },
    ],
    confirm: [
      ...freeMemory,
      {run: 'systemctl show ollama --property=LimitAS --property=MemoryMax', effect: 'safe', platform: 'linux'},
      {run: 'cat /proc/sys/vm/overcommit_memory', effect: 'safe', platform: 'linux'},
    ],
    fixes: {
      free: unloadSome,
      pageFile: [
        ...addSwap,
        {
          run: 'SystemPropertiesPerformance.exe  # Advanced, Virtual memory: let Windows manage its size',
          effect: 'changes-state',
          platform: 'windows',
        },
      ],
      limit: raiseLimit,
      smaller: [],
    },
    links: ['https://docs.ollama.com/troubleshooting'],
  },
  'prompt-cache-exhausts-memory': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: ['cache size limit reached, removing oldest entry (size ='],
        confidence: 'likely',
        versions: {from: '0.30.0'},
        with: [outOfMemory],
      },
      {
        says: ['cache state: # prompts, <cacheMib> MiB (limits:', 'prompt cache is enabled, size limit:'],
        confidence: 'possible',
        versions: {from: '0.30.0'},
        with: [outOfMemory],
      },
    ],
    examples: [
      {
        text: 'srv        update:  - cache size limit reached, removing oldest entry (size = 611.203 MiB)\nsrv        update:  - cache state: 14 prompts, 7813.114 MiB (limits: 8192.000 MiB, 32768 tokens, 34359 est)\nllama-server process has terminated: signal: killed',
        surface: 'log',
      },
    ],
    confirm: [...searchLog('prompt cache is enabled|cache state'), ...freeMemory],
    fixes: {
      cache: setForServer('LLAMA_ARG_CACHE_RAM=512'),
      limit: raiseLimit,
      models: setForServer('OLLAMA_MAX_LOADED_MODELS=1'),
    },
    links: ['https://github.com/ggml-org/llama.cpp/pull/16391'],
  },
  'gpu-overhead-misconfigured': {
    severity: 'warning',
    retryable: false,
    patterns: [
      {
        says: [
          'memory.available="[<freeGib> GiB…]" memory.gpu_overhead="<overheadGib> GiB"',
          'free="<freeGib> GiB" minimum="…" overhead="<overheadGib> GiB"',
        ],
        confidence: 'certain',
        less: ['freeGib', 'overheadGib'],
      },
      {
        says: ['memory.gpu_overhead="# TiB"', 'available="0 B" free="# GiB" minimum="…" overhead="<overheadGib> GiB"'],
        confidence: 'likely',
      },
    ],
    examples: [
      {
        text: 'msg="offload to cuda" layers.requested=-1 layers.model=33 layers.offload=0 layers.split="" memory.available="[11.4 GiB]" memory.gpu_overhead="20.0 GiB" memory.required.full="6.2 GiB"',
        surface: 'log',
      },
      {
        text: 'msg="gpu memory" id=GPU-abcd library=CUDA available="0 B" free="11.4 GiB" minimum="457.0 MiB" overhead="16.0 GiB"',
        surface: 'log',
      },
    ],
    confirm: [...serverEnvironment, ...searchLog('overhead')],
    fixes: {
      unset: unsetForServer('OLLAMA_GPU_OVERHEAD'),
      bytes: setForServer('OLLAMA_GPU_OVERHEAD=536870912'),
    },
    links: ['https://docs.ollama.com/faq'],
  },
  'container-memory-limit': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'Memory cgroup out of memory: Killed process # (<process>)',
          'Memory cgroup out of memory',
          'constraint=CONSTRAINT_MEMCG',
          '{"OOMKilled": true|"OOMKilled":true}',
        ],
        confidence: 'certain',
      },
      {
        says: ['OOMKilled'],
        confidence: 'likely',
        unless: ['{"OOMKilled": false|"OOMKilled":false}'],
      },
    ],
    examples: [
      {
        text: 'kernel: Memory cgroup out of memory: Killed process 8121 (ollama) total-vm:21457280kB, anon-rss:4128640kB',
        surface: 'log',
      },
      {
        text: 'Last State: Terminated\n  Reason: OOMKilled\n  Exit Code: 137',
        surface: 'log',
      },
      {text: '"OOMKilled": true,', surface: 'log'},
    ],
    confirm: [
      ...containerLimit,
      {run: 'docker info --format "{{.MemTotal}}"', effect: 'safe', platform: 'docker'},
      {run: 'systemctl show ollama --property=MemoryMax --property=MemoryHigh', effect: 'safe', platform: 'linux'},
      {run: 'free -h', effect: 'safe', platform: 'wsl'},
    ],
    fixes: {
      limit: [
        ...raiseLimit,
        {
          run: 'sudo systemctl edit ollama  # below [Service], raise or remove MemoryMax',
          effect: 'needs-root',
          platform: 'linux',
        },
      ],
      desktop: [],
      context: smallerContext,
      smaller: [],
    },
    links: [
      'https://docs.docker.com/engine/containers/resource_constraints/',
      'https://learn.microsoft.com/windows/wsl/wsl-config',
    ],
  },
  'kv-cache-slot-exhausted': {
    severity: 'error',
    retryable: true,
    patterns: [
      {
        says: [
          'could not find a kv cache slot',
          'could not find a KV slot for the batch',
          'no available cache slots',
          'failed to find a memory slot for batch of size',
          'failed to find free space in the KV cache',
          'failed to find KV cache slot',
          'at least one kv cache entry per parallel sequence',
        ],
        confidence: 'certain',
      },
      {
        says: ['no cache slots available', 'llama_decode failed with code 1$', 'failed to decode, ret = 1$'],
        confidence: 'likely',
      },
    ],
    examples: [
      {text: 'panic: failed to decode batch: could not find a kv cache slot', surface: 'log'},
      {text: '{"error":"Failed to load cache: no available cache slots"}', surface: 'api', status: 500},
      {text: 'decode: failed to find a memory slot for batch of size 512', surface: 'log'},
      {
        text: 'Failed to load cache: must have at least one kv cache entry per parallel sequence (kv: 0 parallel: 4)',
        surface: 'api',
        status: 500,
      },
    ],
    confirm: [...listLoaded, ...searchLog('kv cache slot|memory slot|cache slots')],
    fixes: {
      upgrade: upgradeOllama,
      context: setForServer('OLLAMA_CONTEXT_LENGTH=8192'),
      parallel: oneSlot,
    },
    links: ['https://docs.ollama.com/context-length'],
  },
} as const satisfies Record<string, Entry>
